// SPDX-License-Identifier: Apache-2.0
// Gauges and counters of a prometheus-cpp registry, each with the text it has on the page. The registry's own
// Collect() makes every name and label anew, hundreds of strings for each scrape.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "model/own_family.hpp"

namespace exporter::scrape {

using InstrumentLabels = std::map<std::string, std::string>;

// As on the page, without braces. Empty values are left out: to Prometheus absent and empty are one.
std::string label_text(const InstrumentLabels& labels);

template <typename Instrument>
class InstrumentFamily {
 public:
  InstrumentFamily(prometheus::Family<Instrument>& family, model::OwnFamily& shown)
      : family_(family), shown_(shown) {}

  Instrument& add(const InstrumentLabels& labels = {}) {
    shown_.series.push_back({label_text(labels), 0});
    return *instruments_.emplace_back(&family_.Add(labels));
  }
  void remove(Instrument& instrument) {
    const auto place =
        std::find(instruments_.begin(), instruments_.end(), &instrument) - instruments_.begin();
    shown_.series.erase(shown_.series.begin() + place);
    instruments_.erase(instruments_.begin() + place);
    family_.Remove(&instrument);
  }
  void publish() const {
    for (std::size_t i = 0; i < instruments_.size(); ++i) shown_.series[i].value = instruments_[i]->Value();
  }

 private:
  prometheus::Family<Instrument>& family_;
  model::OwnFamily& shown_;
  std::vector<Instrument*> instruments_;
};

using Gauges = InstrumentFamily<prometheus::Gauge>;
using Counters = InstrumentFamily<prometheus::Counter>;

class Instruments {
 public:
  Gauges& gauges(const std::string& name, const std::string& help);
  Counters& counters(const std::string& name, const std::string& help);
  // A family of one series without labels.
  prometheus::Gauge& gauge(const std::string& name, const std::string& help);
  prometheus::Counter& counter(const std::string& name, const std::string& help);

  // In the order they were made.
  const std::deque<model::OwnFamily>& families() const { return shown_; }
  // Gives them the values of now.
  void publish();

 private:
  model::OwnFamily& show(const std::string& name, const std::string& help, model::Type type);

  prometheus::Registry registry_;
  // Deques: what stands in them keeps its place.
  std::deque<model::OwnFamily> shown_;
  std::deque<Gauges> gauges_;
  std::deque<Counters> counters_;
};

}  // namespace exporter::scrape
