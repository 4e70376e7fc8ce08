// OpenSSL: stacks, hash tables, extra data, reference counts.
// package: libssl-dev
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/lhash.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/stack.h>
#include <openssl/x509.h>


void typed_stacks(STACK_OF(X509) *stack, X509 *x509)
{
    sk_X509_push(stack, x509); // model: alias element=stack // model: alias element=x509 // model: register
    x509 = sk_X509_pop(stack); // model: alias element=stack // model: remove
    sk_X509_delete_ptr(stack, x509); // model: alias element=stack // model: alias element=x509 // model: remove
    sk_X509_zero(stack); // model: alias element=stack // model: clear
    sk_X509_free(stack); // model: alias element=stack // model: clear // model: end
}

void stacks(OPENSSL_STACK *stack, void *c)
{
    OPENSSL_sk_push(stack, c); // model: register in=stack element=c
    OPENSSL_sk_unshift(stack, c); // model: register in=stack element=c
    OPENSSL_sk_insert(stack, c, 0); // model: register in=stack element=c
    OPENSSL_sk_set(stack, 0, c); // model: register in=stack element=c key=0
    c = OPENSSL_sk_pop(stack); // model: remove in=stack result=c
    c = OPENSSL_sk_shift(stack); // model: remove in=stack result=c
    c = OPENSSL_sk_delete(stack, 0); // model: remove in=stack key=0 result=c
    c = OPENSSL_sk_delete_ptr(stack, c); // model: remove in=stack element=c result=c
    OPENSSL_sk_zero(stack); // model: clear in=stack
    OPENSSL_sk_free(stack); // model: clear in=stack // model: end element=stack
}

void hashes(OPENSSL_LHASH *table, void *c)
{
    OPENSSL_LH_insert(table, c); // model: register in=table element=c
    c = OPENSSL_LH_retrieve(table, c); // model: lookup in=table key=c result=c
    c = OPENSSL_LH_delete(table, c); // model: remove in=table key=c result=c
    OPENSSL_LH_flush(table); // model: clear in=table
    OPENSSL_LH_free(table); // model: clear in=table
}

void extra_data(SSL *ssl, SSL_CTX *context, BIO *bio, X509 *x509, CRYPTO_EX_DATA *data, void *c)
{
    int index = CRYPTO_get_ex_new_index(CRYPTO_EX_INDEX_APP, 0, NULL, NULL, NULL, NULL); // model: register in=ex_data indexes handle=index
    SSL_set_ex_data(ssl, index, c); // model: register in=ssl element=c key=index
    SSL_CTX_set_ex_data(context, index, c); // model: register in=context element=c key=index
    X509_set_ex_data(x509, index, c); // model: register in=x509 element=c key=index
    BIO_set_ex_data(bio, index, c); // model: register in=bio element=c key=index
    CRYPTO_set_ex_data(data, index, c); // model: register in=data element=c key=index
    CRYPTO_free_ex_index(CRYPTO_EX_INDEX_APP, index); // model: remove in=ex_data indexes handle=index
}

void objects(void)
{
    SSL_CTX *context = SSL_CTX_new(TLS_method()); // model: alloc result=context // model: none
    SSL *ssl = SSL_new(context); // model: alloc result=ssl
    BIO *bio = BIO_new(BIO_s_mem()); // model: alloc result=bio // model: none
    X509 *x509 = X509_new(); // model: alloc result=x509
    EVP_PKEY *key = EVP_PKEY_new(); // model: alloc result=key
    EVP_MD_CTX *digest = EVP_MD_CTX_new(); // model: alloc result=digest
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new(); // model: alloc result=cipher
    BIGNUM *number = BN_new(); // model: alloc result=number
    SSL_up_ref(ssl); // model: hold element=ssl
    SSL_CTX_up_ref(context); // model: hold element=context
    X509_up_ref(x509); // model: hold element=x509
    EVP_PKEY_up_ref(key); // model: hold element=key
    BIO_up_ref(bio); // model: hold element=bio
    BN_free(number); // model: release element=number
    EVP_CIPHER_CTX_free(cipher); // model: release element=cipher
    EVP_MD_CTX_free(digest); // model: release element=digest
    EVP_PKEY_free(key); // model: release element=key
    X509_free(x509); // model: release element=x509
    BIO_free(bio); // model: release element=bio
    BIO_free_all(bio); // model: release element=bio
    SSL_free(ssl); // model: release element=ssl
    SSL_CTX_free(context); // model: release element=context
}

void rest(SSL_CTX *context, SSL_SESSION *session, X509_STORE *store, X509 *x509, unsigned char *bytes)
{
    SSL_CTX_add_session(context, session); // model: register in=context element=session
    SSL_CTX_remove_session(context, session); // model: remove in=context element=session
    SSL_SESSION_up_ref(session); // model: hold element=session
    SSL_SESSION_free(session); // model: release element=session
    X509_STORE_add_cert(store, x509); // model: hold element=x509 // model: register in=store element=x509
    RAND_bytes(bytes, 8); // model: mint result=*bytes
    void *memory = OPENSSL_malloc(10); // model: alloc result=memory
    memory = OPENSSL_zalloc(10); // model: alloc result=memory
    OPENSSL_clear_free(memory, 10); // model: end element=memory
    OPENSSL_free(memory); // model: end element=memory
}
