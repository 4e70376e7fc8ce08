// libcurl: an easy handle is in a multi handle until it is removed; lists end by curl_slist_free_all().
// package: libcurl4-openssl-dev
#include <curl/curl.h>

void transfers(void)
{
    int running;
    CURLM *multi = curl_multi_init(); // model: alloc result=multi
    CURL *easy = curl_easy_init(); // model: alloc result=easy
    CURLSH *share = curl_share_init(); // model: alloc result=share
    curl_multi_add_handle(multi, easy); // model: register in=multi element=easy
    curl_easy_perform(easy); // model: wait
    curl_multi_wait(multi, NULL, 0, 1000, &running); // model: wait
    curl_multi_poll(multi, NULL, 0, 1000, &running); // model: wait
    curl_multi_remove_handle(multi, easy); // model: remove in=multi element=easy
    curl_easy_cleanup(easy); // model: remove element=easy // model: end element=easy
    curl_share_cleanup(share); // model: end element=share
    curl_multi_cleanup(multi); // model: clear in=multi // model: end element=multi
}

void parts(CURL *easy, char *text)
{
    struct curl_slist *list = curl_slist_append(NULL, "a"); // model: register in=&null element="a"
    curl_slist_free_all(list); // model: clear in=&list
    curl_mime *mime = curl_mime_init(easy); // model: alloc result=mime
    curl_mime_free(mime); // model: end element=mime
    curl_free(text); // model: end element=text
}
