// SPDX-License-Identifier: Apache-2.0
// Huge pages. One set of files for each size that some architecture has; those that this kernel lacks are
// absent. What is reserved counts where the kernel keeps it (rsvd, since Linux 5.7), as in cAdvisor.
// Documentation/admin-guide/cgroup-v1/hugetlb.rst; cgroup-v2.rst, "HugeTLB".
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/tables/text.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

using model::Type;

constexpr Term file(Literal name) { return number(Place::hugetlb, name); }

template <Text size>
inline constexpr Literal label = kept<Text("pagesize=\"") + size + Text("\"")>.literal();
template <Text size, Text rest>
inline constexpr Literal name_of = kept<Text("hugetlb.") + size + rest>.literal();

constexpr model::Metric metric(Literal name, Literal help, Type type, Literal labels) {
  return {.name = name, .help = help, .type = type, .group = model::Group::hugetlb, .labels = labels};
}

template <Text size>
constexpr Row usage(Literal help = {}) {
  return {.metric = metric("container_hugetlb_usage_bytes", help, Type::gauge, label<size>),
          .v2 = {just(file(name_of<size, ".rsvd.current">)), just(file(name_of<size, ".current">))},
          .v1 = {just(file(name_of<size, ".rsvd.usage_in_bytes">)),
                 just(file(name_of<size, ".usage_in_bytes">))}};
}

template <Text size>
constexpr Row most(Literal help = {}) {
  return {.metric = metric("container_hugetlb_max_usage_bytes", help, Type::gauge, label<size>),
          .v1 = {just(file(name_of<size, ".rsvd.max_usage_in_bytes">)),
                 just(file(name_of<size, ".max_usage_in_bytes">))}};
}

template <Text size>
constexpr Row failures(Literal help = {}) {
  return {.metric = metric("container_hugetlb_failcnt", help, Type::counter, label<size>),
          .v2 = {just(flat(Place::hugetlb, name_of<size, ".events">, "max"))},
          .v1 = {just(file(name_of<size, ".rsvd.failcnt">)), just(file(name_of<size, ".failcnt">))}};
}

constexpr Row rows[] = {
    usage<"64KB">("Huge pages used or reserved, bytes."),
    usage<"1MB">(),
    usage<"2MB">(),
    usage<"16MB">(),
    usage<"32MB">(),
    usage<"512MB">(),
    usage<"1GB">(),
    usage<"2GB">(),
    usage<"16GB">(),
    most<"64KB">("The most huge pages ever used or reserved, bytes (cgroup v1)."),
    most<"1MB">(),
    most<"2MB">(),
    most<"16MB">(),
    most<"32MB">(),
    most<"512MB">(),
    most<"1GB">(),
    most<"2GB">(),
    most<"16GB">(),
    failures<"64KB">("How often huge pages hit the limit."),
    failures<"1MB">(),
    failures<"2MB">(),
    failures<"16MB">(),
    failures<"32MB">(),
    failures<"512MB">(),
    failures<"1GB">(),
    failures<"2GB">(),
    failures<"16GB">(),
};
static_assert(well_formed(rows));

}  // namespace

const Table hugetlb{"hugetlb", kept_rows<rows>};

}  // namespace exporter::read::tables
