package io.molspectra.molecule;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The periodic table: symbols and atomic numbers, 1 (H) to 118 (Og). */
public final class Elements {

  /** Largest atomic number there is a symbol for. */
  public static final int LAST = 118;

  private static final String[] SYMBOLS =
      ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se"
              + " Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu"
              + " Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U"
              + " Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og")
          .split(" ");

  private static final Map<String, Integer> NUMBERS =
      IntStream.rangeClosed(1, LAST).boxed().collect(Collectors.toMap(z -> SYMBOLS[z - 1], z -> z));

  private Elements() {}

  /**
   * Atomic number of a symbol. Upper and lower case are read alike ("CL", "cl" and "Cl" are
   * chlorine, "CO" is cobalt); the hydrogen isotopes D and T are hydrogen.
   *
   * @return the number, or empty for what is no element (dummy atoms, R groups, labels as "C1")
   */
  public static OptionalInt atomicNumber(String symbol) {
    Integer number = NUMBERS.get(symbol);
    if (number == null && !symbol.isEmpty() && symbol.length() <= 2) {
      String usual =
          symbol.substring(0, 1).toUpperCase(Locale.ROOT)
              + symbol.substring(1).toLowerCase(Locale.ROOT);
      number = usual.equals("D") || usual.equals("T") ? Integer.valueOf(1) : NUMBERS.get(usual);
    }
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /**
   * Symbol of an element.
   *
   * @throws IllegalArgumentException if the number is not between 1 and {@link #LAST}
   */
  public static String symbol(int atomicNumber) {
    if (!isElement(atomicNumber)) {
      throw new IllegalArgumentException(
          "no element has atomic number " + atomicNumber + "; the table goes from 1 to " + LAST);
    }
    return SYMBOLS[atomicNumber - 1];
  }

  /** Whether there is an element of this number. */
  public static boolean isElement(int atomicNumber) {
    return atomicNumber >= 1 && atomicNumber <= LAST;
  }
}
