#include "test/html_story.h"

#define STEPS(array) .steps = array, .step_count = G_N_ELEMENTS(array)
#define EVIDENCE(array) .evidence = array, .evidence_count = G_N_ELEMENTS(array)

static const struct story_step greet_steps[] = {
    {"server.c", "conn_new(fd)", "'c' is made here", "serve"},
    {"server.c", "TAILQ_INSERT_TAIL", "'c' is registered in 'g_conns' here", "serve"},
    {"server.c", "greet(c) < 0", "'greet' fails, and this branch is taken", "serve"},
    {"server.c", "conn_free(c);", "'c' ends in this call", "serve"},
    {"conn.c", "free(c);\n}", "the memory of 'c' is given back while 'g_conns' still points to it", "conn_free"},
    {"server.c", "return -EIO", "'serve' returns without removing 'c' from 'g_conns'", "serve"},
};
static const char *const greet_evidence[] = {
    "'g_conns' is a static variable: it lives as long as the program.",
    "'serve' is called from the endless loop in 'serve_forever', so this repeats without bound.",
    "The other way out removes 'c' at server.c:38 ('TAILQ_REMOVE'); this one does not.",
};

static const struct story_step room_steps[] = {
    {"hub.cc", "g_rooms.push_back", "'this' is registered in 'g_rooms' here", "Room::Room"},
    {"hub.cc", "load_history(name_); //", "'load_history' can throw", "Room::Room"},
    {"hub.cc", "Room::Room(", "the constructor is left by the exception: no destructor will run", "Room::Room"},
};
static const char *const room_evidence[] = {
    "'load_history' throws 'ArchiveLocked' at history.cc:77.",
    "No member or base of 'Room' removes it from 'g_rooms'.",
};

static const struct story_step room_end_steps[] = {
    {"hub.cc", "g_rooms.push_back", "'this' is registered in 'g_rooms' here", "Room::Room"},
    {"hub.cc", "Room::~Room()", "the destructor undoes the subscription, not this registration", "Room::~Room"},
};
static const char *const room_end_evidence[] = {
    "'~Room' removes the room's other registration ('bus_.unsubscribe'), so removing is its duty.",
    "Nothing else in the program removes from 'g_rooms'.",
};

static const struct story_step session_steps[] = {
    {"session.cc", "handler_ = std::make_shared", "'Session::handler_' holds 'BaseHandler': stored here", "Session::start"},
    {"session.cc", "session_{std::move(session)}", "'Handler::session_' holds 'Session': the same object that is stored to here",
     "Handler::Handler"},
};
static const char *const session_evidence[] = {
    "Both stores happen in one call of 'Session::start', between the same two objects.",
    "Nothing resets 'handler_' or 'session_': 'Session::close' only closes the socket.",
};

static const struct story_step plugin_steps[] = {
    {"hub.cc", "plugins_.push_back", "'Room.plugins_' holds 'Plugin' through a std::vector of std::shared_ptr", "Room::plug"},
    {"hub.cc", "plugin->bus =", "'Plugin.bus' holds 'PluginBus' through a std::shared_ptr", "Room::plug"},
    {"hub.cc", "std::make_shared<PluginBus>", "'PluginBus.owner' holds 'Plugin' through a std::shared_ptr", "Room::plug"},
    {"hub.cc", "plugin->room =", "'Plugin.room' holds 'Room' through a std::shared_ptr", "Room::plug"},
};
static const char *const plugin_evidence[] = {
    "'Room::plug' makes all four references in one call.",
    "'Room::unplug' would break the cycle, but nothing in the program calls it.",
};

static const struct story_step timer_steps[] = {
    {"session.cc", "timer_.on_expire", "'Session::timer_' holds 'lambda': stored here by on_expire", "Session::start"},
    {"session.cc", "self = shared_from_this()", "the lambda holds 'Session': 'self' is captured by value", "Session::start"},
};
static const char *const timer_evidence[] = {"'Timer::on_expire' keeps its callback for repeated use (model: chat.yaml)."};

static const struct story_step audit_steps[] = {
    {"audit.cc", "std::snprintf", "the name is made from the address of 'this'", "Audit::Audit"},
    {"audit.cc", "spdlog::syslog_logger_mt", "a logger of that name is put into spdlog's registry here", "Audit::Audit"},
    {"audit.cc", "Audit::~Audit()", "the object ends, the logger stays", "Audit::~Audit"},
};
static const char *const audit_evidence[] = {
    "spdlog's registry keeps every logger made by a factory until 'spdlog::drop' (model: spdlog.yaml).",
    "Each logger keeps its syslog sink, and with it a socket.",
    "'Audit' is made for every peer in 'serve'.",
};

const struct story stories[] = {
    {.rule = "unremoved-registration",
     .kind = "ended",
     .confidence = CONFIDENCE_HIGH,
     .subject = "g_conns",
     .message = "'c' is freed while it is still in 'g_conns': 'serve' returns at line 32 without removing it",
     .fix = "Remove 'c' from 'g_conns' before 'conn_free(c)' on line 31, as the way out on line 38 does; or let 'conn_free' do "
            "it for all.",
     .main_step = 1,
     STEPS(greet_steps),
     EVIDENCE(greet_evidence)},
    {.rule = "unremoved-registration",
     .kind = "ctor-throw",
     .confidence = CONFIDENCE_HIGH,
     .subject = "g_rooms",
     .message = "'this' stays in 'g_rooms' when the constructor of 'Room' throws at line 15",
     .fix = "Register in 'g_rooms' as the last thing the constructor does, or hold the registration in a member that undoes it.",
     .main_step = 0,
     STEPS(room_steps),
     EVIDENCE(room_evidence)},
    {.rule = "owning-cycle",
     .kind = "stored",
     .confidence = CONFIDENCE_HIGH,
     .subject = "Session.handler_",
     .message = "'Session' and 'Handler' own each other through 'handler_' and 'session_': neither is ever freed",
     .fix = "Make 'Handler::session_' a weak_ptr and lock() it where it is used, or reset it when the owner closes.",
     .main_step = 0,
     STEPS(session_steps),
     EVIDENCE(session_evidence)},
    {.rule = "per-object-logger",
     .kind = "unique-name",
     .confidence = CONFIDENCE_HIGH,
     .subject = "audit-%s-%p",
     .message = "every 'Audit' registers a logger under a name of its own, and nothing ever drops it",
     .fix = "Use one logger named 'audit' and put the peer into the message, or construct spdlog::logger directly, outside the "
            "registry.",
     .main_step = 1,
     STEPS(audit_steps),
     EVIDENCE(audit_evidence)},
    {.rule = "unremoved-registration",
     .kind = "owner-end",
     .confidence = CONFIDENCE_MEDIUM,
     .subject = "g_rooms",
     .message = "'~Room' does not remove the room from 'g_rooms', where its constructor put it",
     .fix = "Erase 'this' from 'g_rooms' in '~Room', next to 'bus_.unsubscribe(topic_)'.",
     .main_step = 0,
     STEPS(room_end_steps),
     EVIDENCE(room_end_evidence)},
    {.rule = "owning-cycle",
     .kind = "split",
     .confidence = CONFIDENCE_MEDIUM,
     .subject = "Room.plugins_",
     .message = "'Room', 'Plugin' and 'PluginBus' keep each other alive: 'Room::unplug', which would break it, has no caller",
     .fix = "Make 'Plugin.room' a std::weak_ptr: a plugin never outlives the need for its room.",
     .main_step = 0,
     STEPS(plugin_steps),
     EVIDENCE(plugin_evidence)},
    {.rule = "owning-cycle",
     .kind = "capture",
     .confidence = CONFIDENCE_HIGH,
     .subject = "Session.timer_",
     .message = "the callback of 'timer_' captures 'self' and so owns the 'Session' that owns it",
     .fix = "Capture a weak_ptr to 'Session' instead of 'self' and lock() it inside, or empty the function when done.",
     .main_step = 0,
     STEPS(timer_steps),
     EVIDENCE(timer_evidence)},
};
const uint32_t story_count = G_N_ELEMENTS(stories);

const struct rule_text story_rules[] = {
    {"unremoved-registration", "objects that stay in a container for ever",
     "# unremoved-registration\n\n"
     "An object is put into a container that outlives it and is not taken out again on *every* way out.\n\n"
     "## Why it hurts\n\n"
     "Nothing is lost, so no leak checker says a word; the list still points at the object. A server that runs for days\n"
     "collects one entry for each failed connection. If the object was **freed** meanwhile, the next walk over the "
     "list reads\n"
     "freed memory.\n\n"
     "## Example\n\n"
     "```c\n"
     "TAILQ_INSERT_TAIL(&g_conns, c, link);\n"
     "if (greet(c) < 0) {\n"
     "    conn_free(c); /* still in g_conns */\n"
     "    return -EIO;\n"
     "}\n"
     "```\n\n"
     "## How to fix\n\n"
     "1. Register *after* the last step that can fail.\n"
     "2. Or remove on the way out, best in the function that ends the object.\n"
     "3. Or hold the registration in a guard object.\n\n"
     "## Kinds\n\n"
     "| kind | what it claims |\n"
     "|---|---|\n"
     "| `ended` | freed while registered |\n"
     "| `exit` | one way out forgets |\n"
     "| `owner-end` | the destructor forgets |\n"},
    {"per-object-logger", "loggers named after objects",
     "# per-object-logger\n\n"
     "A logging library keeps every *named* logger for the life of the process. A name made for each object makes a "
     "logger for each object.\n\n"
     "> 80,000 sockets, one for each connection there ever was.\n"},
    {"owning-cycle", "objects that keep each other alive",
     "# owning-cycle\n\n"
     "Objects that own each other through reference counts never reach zero.\n\n"
     "## How to fix\n\n"
     "- Make the edge that points *back* weak: `std::weak_ptr`, `weak_from_this()`.\n"
     "- Or break the cycle where the pair is closed.\n"},
};
const uint32_t story_rule_count = G_N_ELEMENTS(story_rules);

const struct failed_unit story_failed[] = {
    {"src/modules/auth/ldap.cc", "src/modules/auth/ldap.cc:4:10: 'ldap.h' file not found", true},
    {"src/core/generated.cc", "took more than 120 s of processor time and was given up", false},
    {"tools/bench/load.cc", "src/bench.pb.h: generated header is missing: build the project first", true},
};
const uint32_t story_failed_count = G_N_ELEMENTS(story_failed);
