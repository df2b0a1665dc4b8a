package io.grad4j.kl.special;

import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.check.Specimen;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** Specimens of the special functions. */
final class SpecialSpecimens {
    private static final List<Double> POSITIVE = List.of(1e-3, 0.3, 1.45, 9.8, 40.0, 1e3);
    private static final List<Double> REAL = List.of(-2.3, -0.2, 1e-3, 0.24, 1.3, 3.1);
    private static final List<Double> LONG_TAILED = List.of(-30.0, -5.0, 0.24, 1.3, 23.8, 26.0, 200.0);

    private SpecialSpecimens() {}

    /** Every primitive whose derivatives have a primitive in turn; of those with an order, some. */
    static List<OfEachEntry> functions() {
        Stream<OfEachEntry> polygammas = IntStream.of(1, 2, 3, 8, 40).mapToObj(Polygamma::new);
        Stream<OfEachEntry> ratios = IntStream.of(0, 1, 2, 3, 6).mapToObj(BesselRatio::new);
        return Stream.of(Arrays.<OfEachEntry>stream(SpecialFunctions.values()), polygammas, ratios)
                .flatMap(s -> s)
                .toList();
    }

    /** The function with that label. */
    static Primitive labelled(String label) {
        Stream<OfEachEntry> others =
                Stream.of(new BesselRatio(4), new BesselRatio(BesselRatio.HIGHEST), new Polygamma(Polygamma.HIGHEST));
        return Stream.concat(functions().stream(), others)
                .filter(f -> f.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** All of them: at a matrix, at numbers of all sizes, and without entries. */
    static Stream<Specimen> all() {
        return functions().stream().flatMap(SpecialSpecimens::of);
    }

    private static Stream<Specimen> of(OfEachEntry f) {
        Stream<DMatrixRMaj> matrices = Stream.of(
                generic(f, 3, 2),
                generic(f, 1, 4),
                new DMatrixRMaj(0, 0),
                new DMatrixRMaj(1, 0),
                new DMatrixRMaj(0, 3));
        Stream<DMatrixRMaj> numbers = sizes(f).stream().map(SpecialSpecimens::number);
        return Stream.concat(matrices, numbers).map(x -> Specimen.of(f, x));
    }

    private static List<Double> sizes(OfEachEntry f) {
        if (f.needsPositive()) {
            return POSITIVE;
        }
        return f.label().contains("essel") ? LONG_TAILED : REAL;
    }

    static DMatrixRMaj number(double value) {
        return DMatrixRMaj.wrap(1, 1, new double[] {value});
    }

    private static DMatrixRMaj generic(OfEachEntry f, int rows, int cols) {
        SplittableRandom random = new SplittableRandom(rows);
        DMatrixRMaj x = new DMatrixRMaj(rows, cols);
        for (int i = 0; i < x.getNumElements(); i++) {
            double size = 0.3 + 1.5 * random.nextDouble();
            x.data[i] = random.nextBoolean() || f.needsPositive() ? size : -size;
        }
        return x;
    }
}
