// SPDX-License-Identifier: Apache-2.0
// When the container was seen and started, and what is written on it.
#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

constexpr Row rows[] = {
    {.metric = {.name = "container_last_seen",
                .help =
                    "When the container was last seen: the time of this scrape, seconds since the epoch."},
     .v2 = {just(fact(model::Fact::last_seen), 1)}},
    {.metric = {.name = "container_start_time_seconds",
                .help = "When the container was started, seconds since the epoch.",
                .decimals = 9},
     .v2 = {just(fact(model::Fact::started))}},
    {.metric = {.name = "container_creation_time_seconds",
                .help = "When the container was created, seconds since the epoch.",
                .decimals = 9},
     .v2 = {just(fact(model::Fact::created))}},
    {.metric = {.name = "container_health_state",
                .help = "Docker's health check: 1 healthy, 0 starting or unhealthy, -1 when there is none."},
     .v2 = {just(fact(model::Fact::health))}},
    {.metric = {.name = "container_labels_info",
                .help = "1, with every label of the container, also those left out elsewhere. Only with "
                        "--labels.info.",
                .all_labels = true},
     .v2 = {just(fact(model::Fact::labelled))}},
};
static_assert(well_formed(rows));

}  // namespace

const Table lifetime{"lifetime", kept_rows<rows>};

}  // namespace exporter::read::tables
