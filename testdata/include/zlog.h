/* A fake <zlog.h> (1.2): declarations the cases use. */
#ifndef __zlog_h
#define __zlog_h
typedef struct zlog_category_s zlog_category_t;
int zlog_init(const char *config);
void zlog_fini(void);
zlog_category_t *zlog_get_category(const char *cname);
int dzlog_init(const char *confpath, const char *cname);
int dzlog_set_category(const char *cname);
int zlog_put_mdc(const char *key, const char *value);
void zlog_remove_mdc(const char *key);
void zlog(zlog_category_t *category, const char *file, unsigned long filelen, const char *func, unsigned long funclen, long line,
          int level, const char *format, ...);
#define zlog_info(cat, ...) zlog(cat, __FILE__, sizeof(__FILE__) - 1, __func__, sizeof(__func__) - 1, __LINE__, 40, __VA_ARGS__)
#endif
