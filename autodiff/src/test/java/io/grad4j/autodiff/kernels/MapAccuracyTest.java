package io.grad4j.autodiff.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The exponential and its relatives, over the whole range of numbers, against {@link StrictMath}. */
class MapAccuracyTest {
    /** Three are seen; {@link StrictMath} itself is within one of exp and log, and two and a half of tanh. */
    private static final double UNITS_IN_THE_LAST_PLACE = 4;

    private static final int POINTS = 60_000;

    private static final double[] EXTREMES = {
        0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Math.nextDown(Double.MIN_NORMAL),
        Math.nextUp(1.0),
        Math.nextDown(1.0),
        709.782712893384,
        709.7827128933841,
        710,
        -708.5,
        -740,
        -745.1332191019411,
        -745.1332191019412,
        -746,
        0.625,
        Math.nextDown(0.625),
        19.0615,
        20,
        -20,
        Math.sqrt(0.5),
        Math.sqrt(2),
        0.5 * Math.log(2),
        Math.nextUp(0.5 * Math.log(2)),
    };

    private static double strict(Map f, double x) {
        DoubleUnaryOperator decay = t -> StrictMath.exp(-Math.abs(t));
        return switch (f) {
            case EXP -> StrictMath.exp(x);
            case LOG -> StrictMath.log(x);
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> (x < 0 ? decay.applyAsDouble(x) : 1) / (1 + decay.applyAsDouble(x));
            case SOFTPLUS -> Math.max(x, 0) + StrictMath.log1p(decay.applyAsDouble(x));
            default -> throw new IllegalArgumentException(f.name());
        };
    }

    private static double[] points() {
        Random random = new Random(1);
        return Stream.of(
                        DoubleStream.of(EXTREMES),
                        DoubleStream.generate(() -> Double.longBitsToDouble(random.nextLong())),
                        random.doubles(-750, 750),
                        random.doubles(-3, 3),
                        random.doubles(0.7, 1.5),
                        random.doubles(0, 1).map(u -> u * Double.MIN_NORMAL))
                .flatMapToDouble(s -> s.limit(POINTS))
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(
            value = Map.class,
            names = {"EXP", "LOG", "TANH", "SIGMOID", "SOFTPLUS"})
    void everyResultIsWithinFourUnitsInTheLastPlace(Map f) {
        double[] x = points();
        double[] y = new double[x.length];
        Kernels.active().map(f, x, y, x.length);
        for (int i = 0; i < x.length; i++) {
            double expected = strict(f, x[i]);
            assertThat(Double.compare(y[i], expected) == 0
                            || Math.abs(y[i] - expected) <= UNITS_IN_THE_LAST_PLACE * Math.ulp(expected))
                    .as("%s of %s: %s, strictly %s", f, x[i], y[i], expected)
                    .isTrue();
        }
    }
}
