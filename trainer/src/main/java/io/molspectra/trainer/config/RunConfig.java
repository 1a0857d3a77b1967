package io.molspectra.trainer.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.molspectra.trainer.checkpoint.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Everything that determines a run, apart from the data files. */
public sealed interface RunConfig permits PretrainConfig, StageTwoConfig, FinetuneConfig {

  /** What all stages have: network, optimiser, schedule, batches, noise, intervals. */
  PretrainConfig common();

  /**
   * Validations without a better one after which the run ends; 0 if it goes on to its last step.
   */
  default int patience() {
    return 0;
  }

  /** The settings as a tree, in the order they are written. */
  ObjectNode tree();

  /** This configuration as YAML; reading it back gives an equal configuration. */
  default String toYaml() {
    return Yaml.write(tree());
  }

  /** What differs in another configuration, each as "section.key is A there and B here". */
  default List<String> differences(RunConfig here) {
    Map<String, String> before = Yaml.leaves(tree());
    Map<String, String> now = Yaml.leaves(here.tree());
    before.keySet().forEach(key -> now.putIfAbsent(key, "absent"));
    return now.keySet().stream()
        .filter(key -> !Objects.equals(before.getOrDefault(key, "absent"), now.get(key)))
        .map(
            key ->
                "%s is %s there and %s here"
                    .formatted(key, before.getOrDefault(key, "absent"), now.get(key)))
        .toList();
  }

  /** SHA-256 of {@link #toYaml()}, in hexadecimal: equal configurations have equal hashes. */
  default String hash() {
    return Fingerprint.of(toYaml());
  }
}
