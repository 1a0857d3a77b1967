package io.molspectra.trainer.ablation;

import io.molspectra.trainer.config.ObjectiveConfig;
import io.molspectra.trainer.config.SpecFormerConfig;
import io.molspectra.trainer.config.SpectrumConfig;
import io.molspectra.trainer.config.StageTwoConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * One thing changed against the configuration given.
 *
 * @param group table it stands in
 * @param name row it stands in
 * @param folder where its runs lie
 * @param change to the configuration
 */
public record Variant(
    Group group, String name, String folder, UnaryOperator<StageTwoConfig> change) {

  /** Tables. */
  public enum Group {
    /** The configuration as it is, nothing changed. */
    BASE("As configured"),
    OBJECTIVES("Objectives"),
    SPECTRA("Kinds of spectra"),
    MASK("Mask ratio in training (0.10 in validation)"),
    PATCHES("Patch length / stride, in points of UV-Vis; five times as many of IR and Raman"),
    WEIGHTS("Weight of one loss, the others 1"),
    ARCHITECTURE(
        "SpecFormer and contrastive loss, one option of the paper or the reference at a time");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** Heading of the table. */
    public String title() {
      return title;
    }
  }

  /** Row of the configuration as it is. */
  static final String BASE = "base";

  /** Whether this is the configuration as it is. */
  public boolean isBase() {
    return folder.equals(BASE);
  }

  /** All variants of some groups; the configuration itself first. */
  public static List<Variant> of(List<Group> groups, StageTwoConfig base) {
    var all = new ArrayList<Variant>();
    all.add(new Variant(Group.BASE, "denoise + MPR + contrast", BASE, UnaryOperator.identity()));
    for (Group group : groups) {
      switch (group) {
        case BASE -> {}
        case OBJECTIVES -> objectives(all);
        case SPECTRA -> spectra(all, base);
        case MASK -> mask(all, base);
        case PATCHES -> patches(all, base);
        case WEIGHTS -> weights(all);
        case ARCHITECTURE -> architecture(all, base);
      }
    }
    return all;
  }

  private static void objectives(List<Variant> all) {
    all.add(objective("denoise", o -> o.withWeights(1, 0, 0)));
    all.add(objective("denoise + contrast", o -> o.withWeights(1, 0, 1)));
  }

  private static Variant objective(String name, UnaryOperator<ObjectiveConfig> change) {
    return new Variant(
        Group.OBJECTIVES,
        name,
        "objectives-" + name.replace(" + ", "-"),
        config -> config.withObjective(change.apply(config.objective())));
  }

  private static void spectra(List<Variant> all, StageTwoConfig base) {
    for (SpectrumConfig left : base.specformer().spectra()) {
      all.add(
          new Variant(
              Group.SPECTRA,
              "without " + left.name(),
              "without-" + left.name(),
              config ->
                  config.withSpecFormer(
                      config
                          .specformer()
                          .withSpectra(
                              config.specformer().spectra().stream()
                                  .filter(kind -> !kind.name().equals(left.name()))
                                  .toList()))));
    }
  }

  private static void mask(List<Variant> all, StageTwoConfig base) {
    for (double ratio : new double[] {0.05, 0.1, 0.15, 0.2, 0.25, 0.3}) {
      if (ratio != base.objective().maskRatio()) {
        all.add(
            new Variant(
                Group.MASK,
                String.format(Locale.ROOT, "%.2f", ratio),
                String.format(Locale.ROOT, "mask-%.2f", ratio),
                config -> config.withObjective(config.objective().withMaskRatio(ratio))));
      }
    }
  }

  private static void patches(List<Variant> all, StageTwoConfig base) {
    int[][] pairs = {{20, 5}, {20, 10}, {20, 15}, {20, 20}, {16, 8}, {30, 15}};
    for (int[] pair : pairs) {
      var variant =
          new Variant(
              Group.PATCHES,
              pair[0] + " / " + pair[1],
              "patches-" + pair[0] + "-" + pair[1],
              config -> config.withSpecFormer(cut(config.specformer(), pair[0], pair[1])));
      if (!variant.change().apply(base).equals(base)) {
        all.add(variant);
      }
    }
  }

  /** UV-Vis as given; grids with many more points in patches five times as long. */
  private static SpecFormerConfig cut(SpecFormerConfig specformer, int length, int stride) {
    return specformer.withSpectra(
        specformer.spectra().stream()
            .map(
                kind ->
                    kind.length() > 1500
                        ? kind.withPatches(5 * length, 5 * stride)
                        : kind.withPatches(length, stride))
            .toList());
  }

  private static void weights(List<Variant> all) {
    for (double weight : new double[] {0.01, 0.1, 10}) {
      all.add(weight("denoise", weight, o -> o.withWeights(weight, 1, 1)));
      all.add(weight("MPR", weight, o -> o.withWeights(1, weight, 1)));
      all.add(weight("contrast", weight, o -> o.withWeights(1, 1, weight)));
    }
  }

  private static Variant weight(String loss, double weight, UnaryOperator<ObjectiveConfig> change) {
    return new Variant(
        Group.WEIGHTS,
        "%s %s".formatted(loss, number(weight)),
        "weight-%s-%s".formatted(loss.toLowerCase(Locale.ROOT), number(weight)),
        config -> config.withObjective(change.apply(config.objective())));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static void architecture(List<Variant> all, StageTwoConfig base) {
    List.of(
            specformer("flattened head", "flatten", s -> head(s, SpecFormerConfig.Head.FLATTEN)),
            specformer("pooled head", "pooled", s -> head(s, SpecFormerConfig.Head.POOLED)),
            specformer(
                "batch norm",
                "batch-norm",
                s -> s.with(s.residualAttention(), SpecFormerConfig.Norm.BATCH, s.head())),
            specformer("residual attention", "residual", s -> s.with(true, s.norm(), s.head())),
            contrast("contrast of the reference", ObjectiveConfig.ContrastForm.REFERENCE),
            contrast("contrast of the paper", ObjectiveConfig.ContrastForm.PAPER))
        .stream()
        .filter(variant -> !variant.change().apply(base).equals(base))
        .forEach(all::add);
  }

  private static SpecFormerConfig head(SpecFormerConfig specformer, SpecFormerConfig.Head head) {
    return specformer.with(specformer.residualAttention(), specformer.norm(), head);
  }

  private static Variant specformer(
      String name, String folder, UnaryOperator<SpecFormerConfig> change) {
    return new Variant(
        Group.ARCHITECTURE,
        name,
        "architecture-" + folder,
        config -> config.withSpecFormer(change.apply(config.specformer())));
  }

  private static Variant contrast(String name, ObjectiveConfig.ContrastForm form) {
    return new Variant(
        Group.ARCHITECTURE,
        name,
        "contrast-" + form.name().toLowerCase(Locale.ROOT),
        config -> config.withObjective(config.objective().withContrastForm(form)));
  }
}
