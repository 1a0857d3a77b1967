package io.molspectra.trainer.finetune;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.file.AtomicFile;
import io.molspectra.network.HeadKind;
import io.molspectra.network.PropertyHead;
import io.molspectra.trainer.label.MoleculeSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run keeps of its labels: {@code targets.json} with what was fitted to them, and {@code
 * split.npz} with the molecules of each part.
 *
 * @param folder of the run
 */
public record TargetsFile(Path folder) {
  private static final String FITTED = "targets.json";
  private static final String SPLIT = "split.npz";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Fitted(
      @JsonProperty(required = true) String task,
      @JsonProperty(required = true) String unit,
      @JsonProperty(required = true) HeadKind kind,
      @JsonProperty(required = true) double scale,
      @JsonProperty(required = true) double offset,
      @JsonProperty(required = true) Map<Integer, Double> references) {}

  /** The file of indices. */
  public Path split() {
    return folder.resolve(SPLIT);
  }

  /** Writes both files. */
  public void write(FinetuneData data) throws IOException {
    var fitted = new ArrayList<Fitted>();
    for (int i = 0; i < data.heads().size(); i++) {
      PropertyHead head = data.heads().get(i);
      fitted.add(
          new Fitted(
              head.task(),
              data.config().finetune().targets().get(i).unit(),
              head.kind(),
              head.scale(),
              head.offset(),
              new TreeMap<>(head.references())));
    }
    try (AtomicFile file = AtomicFile.create(folder.resolve(FITTED))) {
      file.stream().write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(fitted));
      file.commit();
    }
    data.split().write(split());
  }

  /** What was fitted, one head a target in their order. */
  public List<PropertyHead> heads() throws IOException {
    List<Fitted> fitted =
        MAPPER.readValue(folder.resolve(FITTED).toFile(), new TypeReference<List<Fitted>>() {});
    return fitted.stream()
        .map(f -> new PropertyHead(f.task(), f.kind(), f.scale(), f.offset(), f.references()))
        .toList();
  }

  /**
   * Which molecules are for what.
   *
   * @param count of molecules
   */
  public MoleculeSplit readSplit(int count) throws IOException {
    return MoleculeSplit.read(split(), count);
  }
}
