// Two plugins call their private record by the same name; one of them forgets its stream when the start fails.
#include <stdlib.h>

struct impl {
    int rate;
    float *samples;
    unsigned long frames;
};

struct impl *audio_new(int rate)
{
    struct impl *impl = calloc(1, sizeof *impl);

    if (!impl)
        return NULL;
    impl->rate = rate;
    impl->samples = calloc((size_t)rate, sizeof *impl->samples);
    return impl;
}

void audio_free(struct impl *impl)
{
    free(impl->samples);
    free(impl);
}
