package io.grad4j.autodiff.check;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Functions of two numbers made by chance, with poles, kinks, plateaus and cancellation where nobody chose them. */
@FunctionalInterface
interface Chance {
    /** The value and the derivatives by each input, {f, ∂f/∂x₀, ∂f/∂x₁}. */
    double[] at(double[] x);

    /** A function of {@code depth} operations at most from an input or constant to the result. */
    static Chance drawn(SplittableRandom random, int depth) {
        if (depth == 0) {
            return leaf(random);
        }
        Chance a = drawn(random, depth - 1);
        return switch (random.nextInt(11)) {
            case 0 -> a.then(Math::exp, Math::exp);
            case 1 -> a.then(Math::log, v -> 1 / v);
            case 2 -> a.then(Math::sin, Math::cos);
            case 3 -> a.then(Math::sqrt, v -> 0.5 / Math.sqrt(v));
            case 4 -> a.then(Math::tanh, v -> 1 / Math.pow(Math.cosh(v), 2));
            case 5 -> a.then(Math::abs, Math::signum);
            case 6 -> a.then(v -> Math.max(v, 0), v -> v > 0 ? 1 : 0);
            case 7 -> a.then(v -> v * v, v -> 2 * v);
            case 8 -> a.plus(drawn(random, depth - 1));
            case 9 -> a.times(drawn(random, depth - 1));
            default -> a.times(drawn(random, depth - 1).then(v -> 1 / v, v -> -1 / (v * v)));
        };
    }

    private static Chance leaf(SplittableRandom random) {
        int input = random.nextInt(3);
        double constant = Math.exp(6 * random.nextDouble() - 3) * (random.nextBoolean() ? 1 : -1);
        return input == 2
                ? x -> new double[] {constant, 0, 0}
                : x -> new double[] {x[input], input == 0 ? 1 : 0, input == 1 ? 1 : 0};
    }

    private Chance then(DoubleUnaryOperator f, DoubleUnaryOperator slope) {
        return x -> {
            double[] v = at(x);
            double s = slope.applyAsDouble(v[0]);
            return new double[] {f.applyAsDouble(v[0]), s * v[1], s * v[2]};
        };
    }

    private Chance plus(Chance b) {
        return x -> {
            double[] u = at(x);
            double[] v = b.at(x);
            return new double[] {u[0] + v[0], u[1] + v[1], u[2] + v[2]};
        };
    }

    private Chance times(Chance b) {
        return x -> {
            double[] u = at(x);
            double[] v = b.at(x);
            return new double[] {u[0] * v[0], u[1] * v[0] + u[0] * v[1], u[2] * v[0] + u[0] * v[2]};
        };
    }
}
