// Qt 6: containers, children of objects, connections, texts.
// package: qt6-base-dev
// pkg-config: Qt6Core
// flags: -fPIC
#include <QCache>
#include <QCoreApplication>
#include <QHash>
#include <QList>
#include <QMap>
#include <QObject>
#include <QPointer>
#include <QQueue>
#include <QSet>
#include <QSharedPointer>
#include <QStack>
#include <QString>
#include <QTimer>
#include <QVector>

struct Conn {
    int id;
};

static QList<Conn *> g_list;
static QVector<Conn *> g_vector;
static QHash<int, Conn *> g_hash;
static QMap<int, Conn *> g_map;
static QSet<Conn *> g_set; // model: none
static QCache<int, Conn> g_cache; // model: none
static QQueue<Conn *> g_queue;
static QStack<Conn *> g_stack;

void lists(Conn *c)
{
    g_list.append(c); // model: register in=&g_list element=c
    g_list.prepend(c); // model: register in=&g_list element=c
    g_list.push_back(c); // model: register in=&g_list element=c
    g_list.insert(0, c); // model: register in=&g_list element=c key=0
    g_list << c; // model: register in=&g_list element=c // model: alias element=&g_list
    g_list += c; // model: register in=&g_list element=c // model: alias element=&g_list
    g_list.removeOne(c); // model: remove in=&g_list element=&c
    g_list.removeAll(c); // model: remove in=&g_list element=&c
    g_list.removeAt(0); // model: remove in=&g_list key=0
    c = g_list.takeFirst(); // model: remove in=&g_list result=c
    c = g_list.takeAt(0); // model: remove in=&g_list key=0 result=c
    g_list.clear(); // model: clear in=&g_list
    g_vector.append(c); // model: register in=&g_vector element=c
    g_vector.removeLast(); // model: remove in=&g_vector
    g_queue.enqueue(c); // model: register in=&g_queue element=&c
    c = g_queue.dequeue(); // model: remove in=&g_queue result=c
    g_stack.push(c); // model: register in=&g_stack element=&c
    c = g_stack.pop(); // model: remove in=&g_stack result=c
}

void maps(Conn *c, int id)
{
    g_hash[id] = c; // model: lookup in=&g_hash key=&id
    g_hash.insert(id, c); // model: register in=&g_hash element=&c key=&id
    c = g_hash.value(id); // model: lookup in=&g_hash key=&id result=c
    auto at = g_hash.find(id); // model: lookup in=&g_hash key=&id result=at
    g_hash.erase(at); // model: remove in=&g_hash // model: none
    g_hash.remove(id); // model: remove in=&g_hash key=&id
    c = g_hash.take(id); // model: remove in=&g_hash key=&id result=c
    g_hash.clear(); // model: clear in=&g_hash
    g_map[id] = c; // model: lookup in=&g_map key=&id
    g_map.insert(id, c); // model: register in=&g_map element=&c key=&id
    g_map.remove(id); // model: remove in=&g_map key=&id
    g_set.insert(c); // model: register in=&g_set element=&c key=&c
    g_set << c; // model: register in=&g_set element=&c key=&c
    g_set.remove(c); // model: remove in=&g_set key=&c
    g_cache.insert(id, c); // model: register in=&g_cache element=c key=&id
    g_cache.remove(id); // model: remove in=&g_cache key=&id
}

void objects(QObject *sender, QObject *receiver, Conn *c)
{
    QObject::connect(sender, &QObject::destroyed, [c] { c->id = 0; }); // model: callback // model: register in=sender
    QObject::connect(sender, &QObject::destroyed, receiver, [c] { c->id = 0; }); // model: callback // model: register in=sender element=receiver
    QObject::connect(sender, &QObject::destroyed, receiver, &QObject::deleteLater); // model: callback // model: register in=sender element=receiver
    QObject::disconnect(sender, nullptr, receiver, nullptr); // model: remove in=sender
    sender->installEventFilter(receiver); // model: register in=sender element=receiver
    sender->removeEventFilter(receiver); // model: remove in=sender element=receiver
    receiver->setParent(sender); // model: store element=receiver to=sender when arg0!=null
    receiver->deleteLater(); // model: end element=receiver
    QTimer::singleShot(1000, receiver, [c] { c->id = 0; }); // model: callback
}

void pointers(QObject *object)
{
    QSharedPointer<Conn> c = QSharedPointer<Conn>::create(); // model: alloc result=c
    QWeakPointer<Conn> weak(c); // model: store element=&c to=&weak
    QSharedPointer<Conn> locked = weak.toStrongRef(); // model: alias element=*&weak result=locked
    QPointer<QObject> guarded(object); // model: store element=object to=&guarded
    c.reset(); // model: release element=*&c
}

void texts(int id)
{
    QString name = QString("conn-%1").arg(id); // model: carry // model: carry to=name from=id
    name = QString::number(id); // model: carry to=&name // model: carry
    name += "x"; // model: carry to=&name from="x"
    name.append("x"); // model: carry to=&name from="x"
    std::string text = name.toStdString(); // model: carry element=&name to=text
    QCoreApplication::exec(); // model: wait
}
