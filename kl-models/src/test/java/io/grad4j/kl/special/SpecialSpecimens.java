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
        Stream<OfEachEntry> ofIndex = Stream.of(
                new LogBesselI(0.5),
                new LogBesselI(4),
                new BesselRatio(0.5, 0),
                new BesselRatio(4, 1),
                new BesselRatio(4, 2));
        Stream<OfEachEntry> integrals = IntStream.of(0, 1, 2).mapToObj(ExponentialIntegral::new);
        return Stream.of(Arrays.<OfEachEntry>stream(SpecialFunctions.values()), polygammas, ratios, ofIndex, integrals)
                .flatMap(s -> s)
                .toList();
    }

    /** The function with that label. */
    static Primitive labelled(String label) {
        Stream<OfEachEntry> ratios = Stream.of(0.5, 4.0, 49.0)
                .flatMap(nu -> IntStream.range(0, 4).mapToObj(order -> new BesselRatio(nu, order)));
        Stream<OfEachEntry> others = Stream.concat(
                ratios,
                Stream.of(
                        new BesselRatio(4),
                        new BesselRatio(BesselRatio.HIGHEST),
                        new Polygamma(Polygamma.HIGHEST),
                        new LogBesselI(49),
                        new ExponentialIntegral(3)));
        return Stream.concat(functions().stream(), others)
                .filter(f -> f.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** All of them: at a matrix, at numbers of all sizes, and without entries. */
    static Stream<Specimen> all() {
        return Stream.concat(functions().stream().flatMap(SpecialSpecimens::of), ofPairs());
    }

    /** Of functions of pairs: broadcast both ways, with either far from the other, and without entries. */
    private static Stream<Specimen> ofPairs() {
        return Stream.of(LogBeta.LBETA, new PolygammaIncrement(0), new PolygammaIncrement(2))
                .flatMap(f -> Stream.of(
                        Specimen.of(f, column(0.4, 2.5), row(1.3, 0.2, 7)),
                        Specimen.of(f, row(30, 0.7), column(1.1, 0.02, 4)),
                        Specimen.of(f, number(40), row(0.1, 3.9, 4.1)),
                        Specimen.of(f, new DMatrixRMaj(0, 2), new DMatrixRMaj(0, 2))));
    }

    private static DMatrixRMaj column(double... entries) {
        return DMatrixRMaj.wrap(entries.length, 1, entries);
    }

    private static DMatrixRMaj row(double... entries) {
        return DMatrixRMaj.wrap(1, entries.length, entries);
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
