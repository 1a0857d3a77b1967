package io.molspectra.spectrum;

/** Shape that broadening gives a single line; the area is 1, the full width at half height 1. */
public enum LineShape {
  /** Long wings: lifetime broadening; usual for IR and Raman. */
  LORENTZIAN {
    @Override
    double at(double x) {
      return 2 / Math.PI / (1 + 4 * x * x);
    }
  },
  /** Usual for UV-Vis. */
  GAUSSIAN {
    private static final double FOUR_LN_2 = 4 * 0.6931471805599453;
    private static final double HEIGHT = Math.sqrt(FOUR_LN_2 / Math.PI);

    @Override
    double at(double x) {
      return HEIGHT * Math.exp(-FOUR_LN_2 * x * x);
    }
  };

  /** Height at a distance from the centre, in widths. */
  abstract double at(double x);
}
