package io.molspectra.molecule;

import java.util.stream.Stream;

/**
 * Masses of the elements in unified atomic mass units: IUPAC's standard atomic weights of 2016,
 * conventional values where those are intervals, and the mass of the longest-lived isotope where
 * there is none. The table of ASE and of the reference implementation, rounded to float32.
 */
public final class AtomicMasses {
  private static final double[] MASSES =
      Stream.of(
              ("1.008 4.002602 6.94 9.012183 10.81 12.011 14.007 15.999 18.998404 20.1797 "
                      + "22.989769 24.305 26.981539 28.085 30.973763 32.06 35.45 39.948 39.0983 40.078 "
                      + "44.95591 47.867 50.9415 51.9961 54.938046 55.845 58.933193 58.6934 63.546 65.38 "
                      + "69.723 72.63 74.92159 78.971 79.904 83.798 85.4678 87.62 88.90584 91.224 92.90637 "
                      + "95.95 97.90721 101.07 102.9055 106.42 107.8682 112.414 114.818 118.71 121.76 127.6 "
                      + "126.90447 131.293 132.90546 137.327 138.90547 140.116 140.90765 144.242 144.91277 "
                      + "150.36 151.964 157.25 158.92535 162.5 164.93033 167.259 168.93422 173.054 174.9668 "
                      + "178.49 180.94788 183.84 186.207 190.23 192.217 195.084 196.96657 200.592 204.38 "
                      + "207.2 208.9804 208.98244 209.98715 222.01758 223.01974 226.0254 227.02776 232.0377 "
                      + "231.03587 238.02892 237.04817 244.06421 243.06139 247.07034 247.07031 251.07959 "
                      + "252.083 257.09512 258.09842 259.101 262.11 267.122 268.126 271.134 270.133 "
                      + "269.1338 278.156 281.165 281.166 285.177 286.182 289.19 289.194 293.204 293.208 "
                      + "294.214")
                  .split(" "))
          .mapToDouble(Double::parseDouble)
          .toArray();

  private AtomicMasses() {}

  /**
   * Mass of an element, u.
   *
   * @throws IllegalArgumentException if the number is not between 1 and {@link Elements#LAST}
   */
  public static double of(int atomicNumber) {
    if (!Elements.isElement(atomicNumber)) {
      throw new IllegalArgumentException(
          "no element has atomic number " + atomicNumber + "; the table goes from 1 to 118");
    }
    return MASSES[atomicNumber - 1];
  }
}
