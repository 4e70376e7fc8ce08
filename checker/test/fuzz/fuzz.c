/* fuzz.c: see fuzz.h. */
#include "test/fuzz/fuzz.h"

#include <ftw.h>
#include <glib/gstdio.h>

static char *folder;

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)info, (void)type, (void)walk;
    return remove(path);
}

static void remove_folder(void)
{
    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    g_free(folder);
}

const char *fuzz_folder(void)
{
    if (folder == NULL) {
        const char *parent = g_file_test("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir();
        folder = g_build_filename(parent, "linger-fuzz-XXXXXX", NULL);
        if (g_mkdtemp(folder) == NULL)
            die("no folder can be made in %s", parent);
        atexit(remove_folder);
    }
    return folder;
}

const char *fuzz_file(const char *name, const void *bytes, size_t size)
{
    static char *path;
    g_free(path);
    path = g_build_filename(fuzz_folder(), name, NULL);
    FILE *file = g_fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, size, file) != size)
        die("%s cannot be written", path);
    fclose(file);
    return path;
}
