// SPDX-License-Identifier: Apache-2.0
// Sockets of the container's network, by way of its first process. cAdvisor types them all as gauges,
// whatever they end in. A network that a container shares with another, or with the host, is counted there.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

using model::Group;

constexpr Row sockets(Literal name, Literal help, Group group, Literal labels, Term term) {
  return {.metric = {.name = name, .help = help, .group = group, .labels = labels}, .v2 = {just(term)}};
}

constexpr Row rows[] = {
    sockets("container_network_tcp_usage_total", "TCP sockets over IPv4, by state.", Group::tcp,
            R"(tcp_state="established")", {Place::process, Format::tcp_sockets, "net/tcp", "01"}),
    sockets("container_network_tcp_usage_total", {}, Group::tcp, R"(tcp_state="synsent")",
            {Place::process, Format::tcp_sockets, "net/tcp", "02"}),
    sockets("container_network_tcp_usage_total", {}, Group::tcp, R"(tcp_state="synrecv")",
            {Place::process, Format::tcp_sockets, "net/tcp", "03"}),
    sockets("container_network_tcp_usage_total", {}, Group::tcp, R"(tcp_state="finwait1")",
            {Place::process, Format::tcp_sockets, "net/tcp", "04"}),
    sockets("container_network_tcp_usage_total", {}, Group::tcp, R"(tcp_state="finwait2")",
            {Place::process, Format::tcp_sockets, "net/tcp", "05"}),
    sockets("container_network_tcp_usage_total", {}, Group::tcp, R"(tcp_state="timewait")",
            {Place::process, Format::tcp_sockets, "net/tcp", "06"}),
    sockets("container_network_tcp_usage_total", {}, Group::tcp, R"(tcp_state="close")",
            {Place::process, Format::tcp_sockets, "net/tcp", "07"}),
    sockets("container_network_tcp_usage_total", {}, Group::tcp, R"(tcp_state="closewait")",
            {Place::process, Format::tcp_sockets, "net/tcp", "08"}),
    sockets("container_network_tcp_usage_total", {}, Group::tcp, R"(tcp_state="lastack")",
            {Place::process, Format::tcp_sockets, "net/tcp", "09"}),
    sockets("container_network_tcp_usage_total", {}, Group::tcp, R"(tcp_state="listen")",
            {Place::process, Format::tcp_sockets, "net/tcp", "0A"}),
    sockets("container_network_tcp_usage_total", {}, Group::tcp, R"(tcp_state="closing")",
            {Place::process, Format::tcp_sockets, "net/tcp", "0B"}),
    sockets("container_network_tcp6_usage_total", "TCP sockets over IPv6, by state.", Group::tcp,
            R"(tcp_state="established")", {Place::process, Format::tcp_sockets, "net/tcp6", "01"}),
    sockets("container_network_tcp6_usage_total", {}, Group::tcp, R"(tcp_state="synsent")",
            {Place::process, Format::tcp_sockets, "net/tcp6", "02"}),
    sockets("container_network_tcp6_usage_total", {}, Group::tcp, R"(tcp_state="synrecv")",
            {Place::process, Format::tcp_sockets, "net/tcp6", "03"}),
    sockets("container_network_tcp6_usage_total", {}, Group::tcp, R"(tcp_state="finwait1")",
            {Place::process, Format::tcp_sockets, "net/tcp6", "04"}),
    sockets("container_network_tcp6_usage_total", {}, Group::tcp, R"(tcp_state="finwait2")",
            {Place::process, Format::tcp_sockets, "net/tcp6", "05"}),
    sockets("container_network_tcp6_usage_total", {}, Group::tcp, R"(tcp_state="timewait")",
            {Place::process, Format::tcp_sockets, "net/tcp6", "06"}),
    sockets("container_network_tcp6_usage_total", {}, Group::tcp, R"(tcp_state="close")",
            {Place::process, Format::tcp_sockets, "net/tcp6", "07"}),
    sockets("container_network_tcp6_usage_total", {}, Group::tcp, R"(tcp_state="closewait")",
            {Place::process, Format::tcp_sockets, "net/tcp6", "08"}),
    sockets("container_network_tcp6_usage_total", {}, Group::tcp, R"(tcp_state="lastack")",
            {Place::process, Format::tcp_sockets, "net/tcp6", "09"}),
    sockets("container_network_tcp6_usage_total", {}, Group::tcp, R"(tcp_state="listen")",
            {Place::process, Format::tcp_sockets, "net/tcp6", "0A"}),
    sockets("container_network_tcp6_usage_total", {}, Group::tcp, R"(tcp_state="closing")",
            {Place::process, Format::tcp_sockets, "net/tcp6", "0B"}),
    sockets("container_network_udp_usage_total", "UDP over IPv4: sockets, datagrams dropped, bytes queued.",
            Group::udp, R"(udp_state="listen")", {Place::process, Format::udp_sockets, "net/udp", "listen"}),
    sockets("container_network_udp_usage_total", {}, Group::udp, R"(udp_state="dropped")",
            {Place::process, Format::udp_sockets, "net/udp", "dropped"}),
    sockets("container_network_udp_usage_total", {}, Group::udp, R"(udp_state="rxqueued")",
            {Place::process, Format::udp_sockets, "net/udp", "rxqueued"}),
    sockets("container_network_udp_usage_total", {}, Group::udp, R"(udp_state="txqueued")",
            {Place::process, Format::udp_sockets, "net/udp", "txqueued"}),
    sockets("container_network_udp6_usage_total", "UDP over IPv6: sockets, datagrams dropped, bytes queued.",
            Group::udp, R"(udp_state="listen")", {Place::process, Format::udp_sockets, "net/udp6", "listen"}),
    sockets("container_network_udp6_usage_total", {}, Group::udp, R"(udp_state="dropped")",
            {Place::process, Format::udp_sockets, "net/udp6", "dropped"}),
    sockets("container_network_udp6_usage_total", {}, Group::udp, R"(udp_state="rxqueued")",
            {Place::process, Format::udp_sockets, "net/udp6", "rxqueued"}),
    sockets("container_network_udp6_usage_total", {}, Group::udp, R"(udp_state="txqueued")",
            {Place::process, Format::udp_sockets, "net/udp6", "txqueued"}),
};
static_assert(well_formed(rows));

}  // namespace

const Table sockets_of_network{"sockets", kept_rows<rows>};

}  // namespace exporter::read::tables
