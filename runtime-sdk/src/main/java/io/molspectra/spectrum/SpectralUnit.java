package io.molspectra.spectrum;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Units of a spectrum's horizontal axis. */
public enum SpectralUnit {
  /** Wavenumbers: IR and Raman. */
  WAVENUMBER("cm-1"),
  /** Photon energies: UV-Vis. */
  ELECTRONVOLT("eV"),
  /** Wavelengths: UV-Vis as instruments give it. */
  NANOMETRE("nm"),
  /** Chemical shifts: NMR. */
  PPM("ppm"),
  /** Mass over charge: mass spectra. */
  MASS_TO_CHARGE("m/z");

  private final String symbol;

  SpectralUnit(String symbol) {
    this.symbol = symbol;
  }

  /** The unit as configurations and bundles write it. */
  @JsonValue
  public String symbol() {
    return symbol;
  }

  /**
   * The unit of a symbol, whatever its case.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static SpectralUnit of(String symbol) {
    String wanted = symbol.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(unit -> unit.symbol.toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unit '%s' is not one of %s"
                        .formatted(
                            symbol, Arrays.stream(values()).map(SpectralUnit::symbol).toList())));
  }
}
