package io.grad4j.benchmarks;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Reductions.sumOfSquares;
import static io.grad4j.autodiff.ops.Shaping.columns;
import static io.grad4j.autodiff.ops.Shaping.gatherColumns;
import static io.grad4j.autodiff.ops.Shaping.gatherRows;
import static io.grad4j.autodiff.ops.Shaping.reshape;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;
import org.ejml.data.DMatrixRMaj;

/**
 * The log-posterior of a mixture of k Gaussians in d dimensions at n points, with a Wishart prior, as in the ADBench suite.
 *
 * <p>Parameters: logits α (1×k), means (k×d), and of each inverse factor Q the logarithms of its diagonal and then its entries below, column
 * by column (k×d(d+1)/2). Components are taken in groups whose n×(group·d) deviations stay in the cache.
 */
final class Mixture {
    private static final int CACHED = 1 << 15;

    private final int n;
    private final int d;
    private final int k;
    private final DMatrixRMaj x;

    /** Where in a row of (diagonal, rest, 0) each entry of Q stands. */
    private final int[] unpacked;

    private Mixture(int n, int d, int k) {
        this.n = n;
        this.d = d;
        this.k = k;
        this.x = Data.uniform(12, n, d);
        int zero = d * (d + 1) / 2;
        this.unpacked = new int[d * d];
        Arrays.fill(unpacked, zero);
        int next = d;
        for (int c = 0; c < d; c++) {
            unpacked[c * d + c] = c;
            for (int r = c + 1; r < d; r++) {
                unpacked[r * d + c] = next++;
            }
        }
    }

    static Workload workload(int n, int d, int k) {
        Mixture mixture = new Mixture(n, d, k);
        return new Workload(
                "W4",
                "n" + n + "d" + d + "k" + k,
                mixture::loss,
                Data.uniform(9, 1, k),
                Data.uniform(10, k, d),
                Data.uniform(11, k, d * (d + 1) / 2, 0.5));
    }

    private Var loss(Tape tape, Var... v) {
        Var alpha = v[0];
        Var logDiagonal = columns(v[2], 0, d);
        Var packed =
                stackColumns(exp(logDiagonal), columns(v[2], d, v[2].cols()), tape.constant(new DMatrixRMaj(k, 1)));
        Var weights = alpha.plus(logDiagonal.sum(Each.ROW).transpose());
        Var points = tape.constant(x);
        Var factors = reshape(gatherColumns(packed, unpacked), k * d, d);
        int group = Math.max(1, Math.min(k, CACHED / (n * d)));
        List<Var> distances = new ArrayList<>();
        for (int j = 0; j < k; j += group) {
            int size = Math.min(group, k - j);
            Var q = rows(factors, j * d, (j + size) * d);
            distances.add(distances(points, q, rows(v[1], j, j + size), size));
        }
        Var all = stackColumns(distances.get(0), distances.stream().skip(1).toArray(Var[]::new));
        Var likelihood = logSumExp(all.scale(-0.5).plus(weights), Each.ROW).sum();
        return likelihood
                .minus(logSumExp(alpha).scale(n))
                .plus(sumOfSquares(factors, Each.MATRIX).scale(0.5))
                .plus(constant());
    }

    /** ‖Q(x - μ)‖² of each point for each of {@code size} components, n×size. */
    private Var distances(Var points, Var q, Var means, int size) {
        Var shift =
                q.elementMult(gatherRows(means, repeated(size))).sum(Each.ROW).transpose();
        Var z = points.multTransB(q).minus(shift);
        return size == 1
                ? sumOfSquares(z, Each.ROW)
                : reshape(sumOfSquares(reshape(z, n * size, d), Each.ROW), n, size);
    }

    private int[] repeated(int size) {
        int[] numbers = new int[size * d];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i / d;
        }
        return numbers;
    }

    /** -½nd·ln 2π and the prior's normaliser, with d + 1 degrees of freedom and unit scale. */
    private double constant() {
        double logGamma = 0.25 * d * (d - 1) * Math.log(Math.PI);
        for (int j = 1; j <= d; j++) {
            logGamma += LogGamma.value(0.5 * (d + 2 - j));
        }
        double prior = -0.5 * (d + 1) * d * Math.log(2) - logGamma;
        return -0.5 * n * d * Math.log(2 * Math.PI) - k * prior;
    }
}
