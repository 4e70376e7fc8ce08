/* Which model a call gets, and what types are. */
#include "model/model.h"

#include "test/test.h"

static struct models *load(void)
{
    struct error err = {0};
    struct models *models = models_load(NULL, &err);
    if (models == NULL)
        die("%s", err.message);
    return models;
}

/* The name of the model of a call, "-" for none. `receiver` may be NULL. */
static const char *found(const struct models *models, const char *receiver, const char *name, uint32_t args, uint32_t flags)
{
    struct type type = {.kind = TYPE_RECORD, .name = receiver};
    const char *colons = g_strrstr(name, "::");
    struct call call = {.name = name, .member = colons != NULL ? colons + 2 : name, .flags = flags};
    if (receiver != NULL)
        call.receiver_type = &type;
    const struct model *model = models_find_call(models, &call, args);
    return model != NULL ? model->name : "-";
}

TEST(model_match_receiver_first)
{
    struct models *models = load();
    /* absl::flat_hash_map::insert is declared in a base nobody models */
    CHECK_TEXT(found(models, "absl::flat_hash_map", "absl::container_internal::raw_hash_set::insert", 1, 0), "(map)::insert");
    /* a project's own class derived from a container: the declaring class tells */
    CHECK_TEXT(found(models, "Conns", "std::vector::push_back", 1, 0), "(sequence)::push_back");
    /* a project's own class with a method of the same name */
    CHECK_TEXT(found(models, "Conns", "Conns::push_back", 1, 0), "-");
    /* QQueue::append is declared in QList; both lead to the same stanza, but by the receiver's own name */
    CHECK_TEXT(found(models, "QQueue", "QList::append", 1, 0), "QQueue::append");
    /* in a template: only the receiver's type and the member are known */
    CHECK_TEXT(found(models, "std::map", "erase", 1, CALL_DEPENDENT), "(map)::erase");
    models_free(models);
}

TEST(model_match_base_overrides)
{
    struct models *models = load();
    CHECK_TEXT(found(models, "std::multimap", "std::multimap::insert", 1, 0), "(multimap)::insert");
    CHECK_TEXT(found(models, "std::multimap", "std::multimap::find", 1, 0), "(map)::find");
    CHECK_TEXT(found(models, "std::multimap", "std::multimap::clear", 0, 0), "(container)::clear");
    CHECK_TEXT(found(models, "std::set", "std::set::insert", 1, 0), "(set)::insert");
    models_free(models);
}

TEST(model_match_std_variants)
{
    struct models *models = load();
    CHECK_TEXT(found(models, "std::__cxx11::list", "std::__cxx11::list::push_back", 1, 0), "(sequence)::push_back");
    CHECK_TEXT(found(models, "std::__1::vector", "std::__1::vector::clear", 0, 0), "(container)::clear");
    CHECK_TEXT(found(models, NULL, "std::__1::erase_if", 2, 0), "std::erase_if");
    CHECK_TEXT(found(models, NULL, "std::free", 1, 0), "free");
    CHECK_TEXT(found(models, "std::shared_ptr", "std::__shared_ptr::reset", 0, 0), "(shared)::reset");
    models_free(models);
}

TEST(model_match_overloads)
{
    struct models *models = load();
    struct type type = {.kind = TYPE_RECORD, .name = "std::vector"};
    struct call call = {.name = "std::vector::insert", .member = "insert", .receiver_type = &type};
    const struct model *two = models_find_call(models, &call, 2), *three = models_find_call(models, &call, 3);
    REQUIRE(two != NULL && three != NULL);
    CHECK(two->effects[0].kind == EFFECT_REGISTER);
    CHECK(three->effects[0].kind == EFFECT_TRANSFER);
    CHECK_TEXT(found(models, "std::vector", "std::vector::push_back", 3, 0), "-");
    models_free(models);
}

TEST(model_match_special_members)
{
    struct models *models = load();
    CHECK_TEXT(found(models, "std::thread", "std::thread::thread", 2, CALL_CONSTRUCTOR), "std::thread::(constructor)");
    CHECK_TEXT(found(models, "std::shared_ptr", "std::shared_ptr::shared_ptr", 0, CALL_CONSTRUCTOR), "(shared)::(constructor)");
    CHECK_TEXT(found(models, "std::map", "std::map::operator[]", 1, CALL_OPERATOR), "(map)::operator[]");
    CHECK_TEXT(found(models, NULL, "log4cplus::Logger::getInstance", 1, 0), "log4cplus::Logger::getInstance");
    CHECK_TEXT(found(models, NULL, "spdlog::stdout_color_mt", 2, 0), "spdlog::stdout_color_mt");
    models_free(models);
}

TEST(model_match_macros)
{
    struct models *models = load();
    CHECK_TEXT(found(models, NULL, "TAILQ_INSERT_TAIL", 3, CALL_MACRO), "TAILQ_INSERT_TAIL");
    CHECK_TEXT(found(models, NULL, "TAILQ_INSERT_TAIL", 3, 0), "-"); /* a function of that name is something else */
    CHECK_TEXT(found(models, NULL, "free", 1, CALL_MACRO), "-");     /* and a macro called free, too */
    /* BSD's names its link field, HAProxy's the link itself */
    struct call call = {.name = "LIST_INSERT", .member = "LIST_INSERT", .flags = CALL_MACRO};
    const struct model *haproxy = models_find_call(models, &call, 2);
    REQUIRE(haproxy != NULL);
    CHECK((haproxy->effects[0].flags & EFFECT_EMBEDDED) != 0);
    CHECK(models_find_call(models, &call, 3) == NULL);
    call.name = call.member = "LIST_REMOVE";
    const struct model *bsd = models_find_call(models, &call, 2);
    REQUIRE(bsd != NULL);
    CHECK_TEXT(bsd->library, "sys-queue");
    call.name = call.member = "TAILQ_INSERT_BEFORE"; /* names a neighbour only */
    const struct model *before = models_find_call(models, &call, 3);
    REQUIRE(before != NULL);
    CHECK(before->effects[0].in.kind == SLOT_NONE);
    models_free(models);
}

TEST(model_match_params)
{
    struct models *models = load();
    struct type list_head = {.kind = TYPE_RECORD, .name = "list_head"}, item = {.kind = TYPE_RECORD, .name = "item"};
    struct type to_list = {.kind = TYPE_POINTER, .target = &list_head}, to_item = {.kind = TYPE_POINTER, .target = &item};
    struct operand kernel[] = {{.kind = OPERAND_PLACE, .type = &to_list}, {.kind = OPERAND_PLACE, .type = &to_list}};
    struct operand own[] = {{.kind = OPERAND_PLACE, .type = &to_list}, {.kind = OPERAND_PLACE, .type = &to_item}};
    struct call call = {.name = "list_add", .member = "list_add"};
    struct instr instr = {.op = OP_CALL, .call = &call, .args = kernel, .arg_count = 2};
    const struct model *model = models_find_instr(models, &instr);
    REQUIRE(model != NULL);
    CHECK(model->over_body);
    CHECK_TEXT(model->library, "linux-list");
    instr.args = own;
    CHECK(models_find_instr(models, &instr) == NULL);
    kernel[0].type = kernel[1].type = NULL; /* nothing known against it */
    instr.args = kernel;
    CHECK(models_find_instr(models, &instr) == model);
    models_free(models);
}

TEST(model_slots)
{
    struct models *models = load();
    struct call call = {.name = "HASH_ADD_INT", .member = "HASH_ADD_INT", .flags = CALL_MACRO};
    const struct model *model = models_find_call(models, &call, 3);
    REQUIRE(model != NULL && model->effect_count == 1);
    CHECK(model->effects[0].in.kind == SLOT_ARG && model->effects[0].in.address_of && model->effects[0].in.index == 0);
    CHECK(model->effects[0].element.kind == SLOT_ARG && !model->effects[0].element.address_of);
    call.name = call.member = "epoll_ctl", call.flags = 0;
    model = models_find_call(models, &call, 4);
    REQUIRE(model != NULL && model->effect_count == 2);
    CHECK(model->effects[1].kind == EFFECT_REMOVE && model->effects[1].when_arg == 1 && model->effects[1].when_number == 2);
    call.name = call.member = "g_idle_add";
    model = models_find_call(models, &call, 2);
    REQUIRE(model != NULL && model->effect_count == 2);
    CHECK_TEXT(model->effects[1].in.global, "main context");
    models_free(models);
}

TEST(model_types)
{
    static const struct {
        const char *name;
        enum ownership ownership;
    } rows[] = {
        {"std::shared_ptr", OWNERSHIP_SHARED},
        {"boost::intrusive_ptr", OWNERSHIP_SHARED},
        {"std::unique_ptr", OWNERSHIP_UNIQUE},
        {"boost::weak_ptr", OWNERSHIP_WEAK},
        {"std::__cxx11::list", OWNERSHIP_CONTAINER},
        {"std::function", OWNERSHIP_CLOSURE},
        {"std::any", OWNERSHIP_OPAQUE},
        {"QPointer", OWNERSHIP_WEAK},
        {"Connection", OWNERSHIP_VALUE},
        {"std::reference_wrapper", OWNERSHIP_RAW},
    };
    struct models *models = load();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct type type = {.kind = TYPE_RECORD, .name = rows[i].name};
        CHECK_TEXT(ownership_name(models_ownership(models, &type)), ownership_name(rows[i].ownership));
    }
    struct type record = {.kind = TYPE_RECORD, .name = "std::map"}, pointer = {.kind = TYPE_POINTER, .target = &record};
    struct type array = {.kind = TYPE_ARRAY, .target = &pointer}, number = {.kind = TYPE_INTEGER, .name = "int"};
    CHECK(models_ownership(models, &pointer) == OWNERSHIP_RAW);
    CHECK(models_ownership(models, &array) == OWNERSHIP_RAW);
    CHECK(models_ownership(models, &number) == OWNERSHIP_VALUE);
    const struct type_model *map = models_find_type(models, &record);
    REQUIRE(map != NULL);
    CHECK(map->associative && !map->sequence && map->held == 3);
    CHECK(models_find_type(models, &pointer) == NULL);
    models_free(models);
}

/* A `base` that does not exist would silently lose methods. */
TEST(model_bases_exist)
{
    struct models *models = load();
    uint32_t seen = 0;
    for (const char *const *library = models_libraries(models); *library != NULL; library++) {
        GPtrArray *all = models_of_library(models, *library);
        for (guint i = 0; i < all->len; i++) {
            const struct model *model = g_ptr_array_index(all, i);
            const char *colons = model->is_macro ? NULL : g_strrstr(model->name, "::");
            char *owner = colons != NULL ? g_strndup(model->name, (gsize)(colons - model->name)) : NULL;
            struct type type = {.kind = TYPE_RECORD, .name = owner};
            const struct type_model *known = models_find_type(models, &type);
            while (known != NULL && known->base != NULL) {
                struct type base = {.kind = TYPE_RECORD, .name = known->base};
                CHECK(models_find_type(models, &base) != NULL);
                known = models_find_type(models, &base);
                seen++;
            }
            g_free(owner);
        }
        g_ptr_array_unref(all);
    }
    CHECK(seen > 100);
    models_free(models);
}
