// SPDX-License-Identifier: Apache-2.0
// Network traffic per interface, as seen from inside the container. network/ says where the counters come
// from.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

using Counter = model::InterfaceCounter;

constexpr Row row(Literal name, Literal help, Counter counter) {
  return {.metric = {.name = name,
                     .help = help,
                     .type = model::Type::counter,
                     .group = model::Group::network,
                     .per = model::Dimension::interface},
          .v2 = {just(counter_of(counter))}};
}

constexpr Row rows[] = {
    row("container_network_receive_bytes_total", "Bytes received.", Counter::receive_bytes),
    row("container_network_receive_packets_total", "Packets received.", Counter::receive_packets),
    row("container_network_receive_errors_total", "Errors while receiving.", Counter::receive_errors),
    row("container_network_receive_packets_dropped_total", "Packets dropped while receiving.",
        Counter::receive_dropped),
    row("container_network_transmit_bytes_total", "Bytes sent.", Counter::transmit_bytes),
    row("container_network_transmit_packets_total", "Packets sent.", Counter::transmit_packets),
    row("container_network_transmit_errors_total", "Errors while sending.", Counter::transmit_errors),
    row("container_network_transmit_packets_dropped_total", "Packets dropped while sending.",
        Counter::transmit_dropped),
};
static_assert(well_formed(rows));

}  // namespace

const Table network{"network", kept_rows<rows>};

}  // namespace exporter::read::tables
