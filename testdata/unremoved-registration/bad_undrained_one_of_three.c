// A channel is freed with its users and its bans, but the invitations that were made for it are left.
#include <stdlib.h>
#include <sys/queue.h>

struct name {
    char text[32];
    LIST_ENTRY(name) link;
};

struct invitation {
    int until;
    LIST_ENTRY(invitation) link;
};

struct member {
    int mode;
    LIST_ENTRY(member) link;
};

struct channel {
    LIST_HEAD(, member) members;
    LIST_HEAD(, name) bans;
    LIST_HEAD(, invitation) invitations;
};

int channel_join(struct channel *channel, int mode)
{
    struct member *member = malloc(sizeof *member);
    if (member == NULL)
        return -1;
    member->mode = mode;
    LIST_INSERT_HEAD(&channel->members, member, link);
    return 0;
}

int channel_ban(struct channel *channel)
{
    struct name *ban = calloc(1, sizeof *ban);
    if (ban == NULL)
        return -1;
    LIST_INSERT_HEAD(&channel->bans, ban, link);
    return 0;
}

int channel_invite(struct channel *channel, int until)
{
    struct invitation *invitation = malloc(sizeof *invitation);
    if (invitation == NULL)
        return -1;
    invitation->until = until;
    LIST_INSERT_HEAD(&channel->invitations, invitation, link); // expect: unremoved-registration[undrained] "invitations"
    return 0;
}

void channel_accept(struct channel *channel)
{
    struct invitation *invitation = LIST_FIRST(&channel->invitations);
    if (invitation == NULL)
        return;
    LIST_REMOVE(invitation, link);
    free(invitation);
}

void channel_free(struct channel *channel)
{
    struct member *member;
    struct name *ban;
    while ((member = LIST_FIRST(&channel->members)) != NULL) {
        LIST_REMOVE(member, link);
        free(member);
    }
    while ((ban = LIST_FIRST(&channel->bans)) != NULL) {
        LIST_REMOVE(ban, link);
        free(ban);
    }
    free(channel); // expect-step: "the owner"
}
