package io.molspectra.trainer.finetune;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.molspectra.file.AtomicFile;
import io.molspectra.network.HeadKind;
import io.molspectra.network.PropertyHead;
import io.molspectra.npz.NpyArray;
import io.molspectra.npz.NpzReader;
import io.molspectra.npz.NpzWriter;
import io.molspectra.trainer.label.MoleculeSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
    var arrays = new LinkedHashMap<String, NpyArray>();
    arrays.put("idx_train", longs(data.split().training()));
    arrays.put("idx_val", longs(data.split().validation()));
    arrays.put("idx_test", longs(data.split().test()));
    NpzWriter.write(split(), arrays);
  }

  /** What was fitted, one head a target in their order. */
  public List<PropertyHead> heads() throws IOException {
    List<Fitted> fitted =
        MAPPER.readValue(folder.resolve(FITTED).toFile(), new TypeReference<List<Fitted>>() {});
    return fitted.stream()
        .map(f -> new PropertyHead(f.task(), f.kind(), f.scale(), f.offset(), f.references()))
        .toList();
  }

  /** Which molecules are for what. */
  public MoleculeSplit readSplit() throws IOException {
    try (NpzReader reader = NpzReader.open(split())) {
      return new MoleculeSplit(
          ints(reader.get("idx_train")), ints(reader.get("idx_val")), ints(reader.get("idx_test")));
    }
  }

  private static NpyArray longs(int[] values) {
    return NpyArray.of(Arrays.stream(values).asLongStream().toArray(), values.length);
  }

  private static int[] ints(NpyArray array) {
    return Arrays.stream(array.toLongs()).mapToInt(Math::toIntExact).toArray();
  }
}
