// SPDX-License-Identifier: Apache-2.0
#include "scrape/instruments.hpp"

#include "base/escape.hpp"

namespace exporter::scrape {

std::string label_text(const InstrumentLabels& labels) {
  std::string text;
  for (const auto& [name, value] : labels) {
    if (value.empty()) continue;
    if (!text.empty()) text += ',';
    text.append(name).append("=\"").append(base::escape_label(value)).append("\"");
  }
  return text;
}

model::OwnFamily& Instruments::show(const std::string& name, const std::string& help, model::Type type) {
  return shown_.emplace_back(model::OwnFamily{name, help, type, {}});
}

Gauges& Instruments::gauges(const std::string& name, const std::string& help) {
  auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(registry_);
  return gauges_.emplace_back(family, show(name, help, model::Type::gauge));
}

Counters& Instruments::counters(const std::string& name, const std::string& help) {
  auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(registry_);
  return counters_.emplace_back(family, show(name, help, model::Type::counter));
}

prometheus::Gauge& Instruments::gauge(const std::string& name, const std::string& help) {
  return gauges(name, help).add();
}

prometheus::Counter& Instruments::counter(const std::string& name, const std::string& help) {
  return counters(name, help).add();
}

void Instruments::publish() {
  for (const auto& family : gauges_) family.publish();
  for (const auto& family : counters_) family.publish();
}

}  // namespace exporter::scrape
