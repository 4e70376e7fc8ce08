// A loop frees the first entry for as long as there is one, and takes none out.
#include <stdlib.h>

struct message {
    struct message *next;
    char *text;
};

struct mailbox {
    struct message *first_message;
    unsigned count;
};

void mailbox_put(struct mailbox *box, char *text)
{
    struct message *message = malloc(sizeof *message);
    message->text = text;
    message->next = box->first_message;
    box->first_message = message; // expect: unremoved-registration[owner-end] "first_message"
    box->count++;
}

void mailbox_drop(struct mailbox *box)
{
    struct message *message = box->first_message;
    if (message != NULL) {
        box->first_message = message->next;
        free(message->text);
        free(message);
    }
}

void mailbox_empty(struct mailbox *box)
{
    while (box->first_message != NULL) {
        struct message *message = box->first_message;
        free(message->text);
        free(message); // expect-step: "once more"
    }
    box->count = 0;
}
