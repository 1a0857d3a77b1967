package io.molspectra.molecule;

import java.util.Comparator;

/** Order of names in which 2.xyz comes before 10.xyz: digits in a row count as one number. */
final class NaturalOrder implements Comparator<String> {

  @Override
  public int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      int oneEnd = endOfDigits(one, i);
      int otherEnd = endOfDigits(other, j);
      boolean numbers = oneEnd > i && otherEnd > j;
      int order =
          numbers
              ? compareNumbers(one.substring(i, oneEnd), other.substring(j, otherEnd))
              : Character.compare(one.charAt(i), other.charAt(j));
      if (order != 0) {
        return order;
      }
      i = numbers ? oneEnd : i + 1;
      j = numbers ? otherEnd : j + 1;
    }
    int rest = Integer.compare(one.length() - i, other.length() - j);
    return rest != 0 ? rest : one.compareTo(other);
  }

  private static int compareNumbers(String one, String other) {
    String first = one.replaceFirst("^0+", "");
    String second = other.replaceFirst("^0+", "");
    int order = Integer.compare(first.length(), second.length());
    return order != 0 ? order : first.compareTo(second);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
