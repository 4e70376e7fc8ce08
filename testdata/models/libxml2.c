// libxml2: a document owns its nodes; hashes and lists are emptied by their owner.
// package: libxml2-dev
// pkg-config: libxml-2.0
#include <libxml/xmlstring.h>
#include <libxml/encoding.h>
#include <libxml/dict.h>
#include <libxml/hash.h>
#include <libxml/list.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>

void hashes(xmlHashTablePtr table, const xmlChar *name, void *c)
{
    xmlHashAddEntry(table, name, c); // model: register in=table element=c key=name
    xmlHashAddEntry2(table, name, name, c); // model: register in=table element=c key=name
    xmlHashUpdateEntry(table, name, c, NULL); // model: register in=table element=c key=name // model: callback function=null
    c = xmlHashLookup(table, name); // model: lookup in=table key=name result=c
    xmlHashRemoveEntry(table, name, NULL); // model: callback function=null // model: remove in=table key=name
    xmlHashFree(table, NULL); // model: callback function=null // model: clear in=table // model: end element=table
}

void lists(xmlListPtr list, void *c)
{
    xmlListInsert(list, c); // model: register in=list element=c
    xmlListAppend(list, c); // model: register in=list element=c
    xmlListPushFront(list, c); // model: register in=list element=c
    xmlListPushBack(list, c); // model: register in=list element=c
    xmlListPopFront(list); // model: remove in=list
    xmlListPopBack(list); // model: remove in=list
    xmlListRemoveFirst(list, c); // model: remove in=list element=c
    xmlListRemoveLast(list, c); // model: remove in=list element=c
    xmlListRemoveAll(list, c); // model: remove in=list element=c
    xmlListClear(list); // model: clear in=list
    xmlListDelete(list); // model: clear in=list // model: end element=list
}

void registries(xmlDictPtr dict, const xmlChar *name)
{
    xmlDictLookup(dict, name, -1); // model: logger key=name
    xmlDictFree(dict); // model: end element=dict
    xmlAddEncodingAlias("UTF-8", "mine"); // model: register in=encoding aliases key="mine"
    xmlDelEncodingAlias("mine"); // model: remove in=encoding aliases key="mine"
    xmlRegisterInputCallbacks(NULL, NULL, NULL, NULL); // model: register in=input callbacks element=null
    xmlPopInputCallbacks(); // model: remove in=input callbacks
}

void ends(xmlDocPtr document, xmlNodePtr node, xmlParserCtxtPtr parser, xmlTextReaderPtr reader, xmlXPathContextPtr xpath,
          xmlXPathObjectPtr found)
{
    xmlFreeNode(node); // model: end element=node
    xmlFreeDoc(document); // model: end element=document
    xmlFreeParserCtxt(parser); // model: end element=parser
    xmlFreeTextReader(reader); // model: end element=reader
    xmlXPathFreeObject(found); // model: end element=found
    xmlXPathFreeContext(xpath); // model: end element=xpath
}
