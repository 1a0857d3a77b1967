package io.molspectra.trainer.export;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.BundleWriter;
import io.molspectra.bundle.GoldenRecord;
import io.molspectra.bundle.GoldenSpectra;
import io.molspectra.bundle.NoiseNormalizer;
import io.molspectra.bundle.Preprocessor;
import io.molspectra.bundle.TaskSpec;
import io.molspectra.graph.proto.ExternalWeights;
import io.molspectra.graph.proto.OnnxModel;
import io.molspectra.graph.proto.OnnxReader;
import io.molspectra.graph.proto.OnnxWriter;
import io.molspectra.spectrum.SpectrumKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several bundles as one: each task with the network that was trained for it. Of a task that
 * several have, the first bundle's is taken; elements are those that all have seen.
 */
public final class BundleCombination {
  private final List<Bundle> bundles;
  private final Map<TaskSpec, Bundle> owners = new LinkedHashMap<>();

  /**
   * @param bundles in the order of their precedence
   * @throws IllegalArgumentException if they have different cutoffs, or there are fewer than two
   */
  public BundleCombination(List<Bundle> bundles) {
    this.bundles = List.copyOf(bundles);
    if (bundles.size() < 2) {
      throw new IllegalArgumentException("two bundles or more are combined, not " + bundles.size());
    }
    Bundle first = bundles.get(0);
    for (Bundle bundle : bundles) {
      if (bundle.preprocessor().cutoff() != first.preprocessor().cutoff()) {
        throw new IllegalArgumentException(
            "bundle %s has a cutoff of %s angstrom and %s one of %s: they cannot be combined"
                .formatted(
                    first.manifest().id(),
                    first.preprocessor().cutoff(),
                    bundle.manifest().id(),
                    bundle.preprocessor().cutoff()));
      }
      for (TaskSpec task : bundle.manifest().tasks()) {
        if (owners.keySet().stream().noneMatch(known -> known.name().equals(task.name()))) {
          owners.put(task, bundle);
        }
      }
    }
  }

  /**
   * Writes the combination.
   *
   * @param id its name
   * @param card text of its MODEL_CARD.md; empty for the cards of all, one after the other
   * @throws IOException if a file cannot be read or written
   */
  public Bundle write(String id, Optional<String> card, Path target) throws IOException {
    try (BundleWriter writer = BundleWriter.to(target)) {
      Bundle first = bundles.get(0);
      writer.config(first.config());
      writer.preprocessor(preprocessor());
      writer.golden(golden());
      List<GoldenSpectra> spectra = new ArrayList<>();
      owners.forEach(
          (task, owner) -> {
            if (task.name().equals(TaskSpec.SPECTRUM_EMBEDDING)) {
              spectra.addAll(owner.goldenSpectra());
            }
          });
      if (!spectra.isEmpty()) {
        writer.goldenSpectra(spectra);
      }
      Files.writeString(writer.file("MODEL_CARD.md"), card.isPresent() ? card.get() : cards());
      Files.copy(first.file("LICENSE"), writer.file("LICENSE"));
      writeGraphs(writer);
      return writer.finish(
          id,
          Instant.now().truncatedTo(ChronoUnit.SECONDS),
          SourceVersion.current(),
          List.copyOf(owners.keySet()),
          provenance());
    }
  }

  private void writeGraphs(BundleWriter writer) throws IOException {
    try (var weights = new ExternalWeights(writer.file(BundleExporter.WEIGHTS))) {
      OnnxWriter onnx =
          new OnnxWriter().optProducerVersion(SourceVersion.current()).optExternalWeights(weights);
      for (Map.Entry<TaskSpec, Bundle> owner : owners.entrySet()) {
        for (String file : files(owner.getKey())) {
          copy(onnx, owner.getValue(), file, writer);
        }
      }
      if (scalarOwner() != null) {
        copy(onnx, scalarOwner(), TaskSpec.ALL_SCALARS_FILE, writer);
      }
      weights.publish();
    }
  }

  /** The bundle that all scalar tasks come from, whose graph of all of them is theirs still. */
  private @Nullable Bundle scalarOwner() {
    List<Bundle> scalar =
        owners.entrySet().stream()
            .filter(owner -> owner.getKey().kind() == io.molspectra.bundle.TaskKind.SCALAR)
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    return scalar.size() == 1 ? scalar.get(0) : null;
  }

  private static List<String> files(TaskSpec task) {
    var files = new ArrayList<String>();
    files.add(task.file());
    for (String file : new @Nullable String[] {task.forcesFile(), task.forcesFile64()}) {
      if (file != null) {
        files.add(file);
      }
    }
    if (task.name().equals(TaskSpec.SPECTRUM_EMBEDDING)) {
      files.add(TaskSpec.ATTENTION_FILE);
      files.add("head-reconstruction.onnx");
    } else if (!task.name().equals(TaskSpec.EMBEDDING)) {
      files.add("head-" + task.name() + ".onnx");
    }
    return files;
  }

  private static void copy(OnnxWriter onnx, Bundle from, String file, BundleWriter to)
      throws IOException {
    if (!from.manifest().lists(file)) {
      return;
    }
    OnnxModel model = OnnxReader.read(from.file(file));
    onnx.optMetadata(BundleRenewal.notes(model));
    onnx.write(model.graph(), to.file(file));
  }

  private Preprocessor preprocessor() {
    List<Integer> elements = null;
    NoiseNormalizer noise = null;
    List<SpectrumKind> spectra = null;
    int largest = Integer.MAX_VALUE;
    for (Bundle bundle : bundles) {
      Preprocessor own = bundle.preprocessor();
      largest = Math.min(largest, own.maxAtomicNumber());
      noise = noise == null ? own.noise() : noise;
      spectra = spectra == null ? own.spectra() : spectra;
      List<Integer> seen = own.elements();
      List<Integer> sofar = elements;
      elements =
          seen == null || sofar == null
              ? (seen == null ? sofar : seen)
              : sofar.stream().filter(seen::contains).toList();
    }
    int last = largest;
    return new Preprocessor(
        Preprocessor.ANGSTROM,
        bundles.get(0).preprocessor().cutoff(),
        last,
        elements == null ? null : elements.stream().filter(z -> z <= last).toList(),
        noise,
        spectra);
  }

  /** Expectations of the tasks that are taken, for molecules all networks know. */
  private List<GoldenRecord> golden() {
    List<Integer> elements = preprocessor().elements();
    var records = new ArrayList<GoldenRecord>();
    for (Bundle bundle : bundles) {
      List<String> tasks =
          owners.entrySet().stream()
              .filter(owner -> owner.getValue() == bundle)
              .map(owner -> owner.getKey().name())
              .toList();
      for (GoldenRecord record : bundle.golden()) {
        List<GoldenRecord.Expectation> kept =
            record.expected().stream().filter(e -> tasks.contains(e.task())).toList();
        boolean known =
            elements == null
                || java.util.Arrays.stream(record.atomicNumbers()).allMatch(elements::contains);
        if (known && !kept.isEmpty()) {
          records.add(new GoldenRecord(record.molecule(), kept));
        }
      }
    }
    return records;
  }

  private String cards() throws IOException {
    var text = new StringBuilder();
    for (Bundle bundle : bundles) {
      text.append(Files.readString(bundle.file("MODEL_CARD.md"))).append('\n');
    }
    return text.toString();
  }

  private Map<String, Object> provenance() {
    var parts = new ArrayList<Map<String, Object>>();
    for (Bundle bundle : bundles) {
      var part = new LinkedHashMap<String, Object>();
      part.put("id", bundle.manifest().id());
      part.put("source_commit", bundle.manifest().sourceCommit());
      part.put(
          "tasks",
          owners.entrySet().stream()
              .filter(owner -> owner.getValue() == bundle)
              .map(owner -> owner.getKey().name())
              .toList());
      part.put("config", bundle.config());
      part.put("provenance", bundle.manifest().provenance());
      parts.add(part);
    }
    return Map.of("combined", parts);
  }
}
