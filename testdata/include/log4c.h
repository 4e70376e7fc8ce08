/* A fake <log4c.h> (1.2): declarations the cases use. */
#ifndef log4c_log4c_h
#define log4c_log4c_h
#ifdef __cplusplus
extern "C" {
#endif
typedef struct __log4c_category log4c_category_t;
typedef struct __log4c_appender log4c_appender_t;
extern int log4c_init(void);
extern int log4c_fini(void);
extern log4c_category_t *log4c_category_get(const char *a_name);
extern log4c_category_t *log4c_category_new(const char *a_name);
extern void log4c_category_delete(log4c_category_t *a_category);
extern log4c_appender_t *log4c_appender_get(const char *a_name);
extern const log4c_appender_t *log4c_category_set_appender(log4c_category_t *a_category, log4c_appender_t *a_appender);
extern int log4c_category_set_priority(log4c_category_t *a_category, int a_priority);
extern void log4c_category_log(const log4c_category_t *a_category, int a_priority, const char *a_format, ...);
#define LOG4C_PRIORITY_INFO 600
#ifdef __cplusplus
}
#endif
#endif
