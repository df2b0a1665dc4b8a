package io.grad4j.benchmarks;

import static io.grad4j.autodiff.ops.Distances.neighbourLogits;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.relu;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Reductions.mean;
import static io.grad4j.autodiff.ops.Softmaxes.crossEntropy;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Gaussians;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The workloads and their sizes. */
final class Workloads {
    private Workloads() {}

    /** All of them, each made when it is asked for: the data of the largest take some hundred megabytes. */
    static Stream<Made> all() {
        List<Made> all = new ArrayList<>();
        for (boolean whole : new boolean[] {false, true}) {
            for (int n : new int[] {100, 500, 1000}) {
                all.add(new Made(whole ? "W1-whole" : "W1-sne", () -> neighbours(n, whole)));
            }
        }
        for (int[] s : new int[][] {{100, 10, 3}, {1000, 64, 10}, {10000, 784, 10}}) {
            all.add(new Made("W2", () -> softmaxRegression(s[0], s[1], s[2])));
        }
        for (int[] s : new int[][] {{100, 2}, {1000, 10}, {10000, 50}, {1000, 200}}) {
            all.add(new Made("W3-chol", () -> gaussian(s[0], s[1], false)));
            all.add(new Made("W3-cov", () -> gaussian(s[0], s[1], true)));
        }
        for (int[] s : new int[][] {
            {1000, 2, 5},
            {1000, 2, 200},
            {1000, 10, 25},
            {1000, 20, 50},
            {1000, 32, 100},
            {1000, 64, 5},
            {1000, 64, 200}
        }) {
            all.add(new Made("W4", () -> Mixture.workload(s[0], s[1], s[2])));
        }
        all.add(new Made("W5-scalar", Workloads::threeNumbers));
        all.add(new Made("W5-kl10", Workloads::tenLogits));
        for (int batch : new int[] {64, 512}) {
            all.add(new Made("W6", () -> network(batch)));
        }
        return all.stream();
    }

    /**
     * A workload still to be made.
     *
     * @param name of the family
     * @param maker makes it
     */
    record Made(String name, Supplier<Workload> maker) {}

    /** KL(P‖Q(Y)) of stochastic neighbour embedding of n points in the plane, Q a softmax over each row or over all pairs. */
    private static Workload neighbours(int n, boolean whole) {
        DMatrixRMaj p = affinities(n, whole);
        double entropy = 0;
        for (double v : p.data) {
            entropy -= v > 0 ? v * Math.log(v) : 0;
        }
        double h = entropy;
        Each each = whole ? Each.MATRIX : Each.ROW;
        return new Workload(
                whole ? "W1-whole" : "W1-sne",
                n,
                (tape, y) -> crossEntropy(tape.constant(p), neighbourLogits(y[0]), each)
                        .sum()
                        .minus(h),
                Data.uniform(1, n, 2));
    }

    private static DMatrixRMaj affinities(int n, boolean whole) {
        DMatrixRMaj x = Data.uniform(2, n, 2, 1.5);
        DMatrixRMaj p = new DMatrixRMaj(n, n);
        double total = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                double a = x.get(i, 0) - x.get(j, 0);
                double b = x.get(i, 1) - x.get(j, 1);
                p.set(i, j, i == j ? 0 : Math.exp(-a * a - b * b));
                sum += p.get(i, j);
            }
            total += sum;
            for (int j = 0; !whole && j < n; j++) {
                p.set(i, j, p.get(i, j) / sum);
            }
        }
        if (whole) {
            CommonOps_DDRM.divide(p, total);
        }
        return p;
    }

    /** Mean cross-entropy of n labelled rows of d features in c classes. */
    private static Workload softmaxRegression(int n, int d, int c) {
        DMatrixRMaj x = Data.uniform(3, n, d);
        int[] labels = Data.labels(n, c);
        return new Workload(
                "W2",
                n + "x" + d + "x" + c,
                (tape, theta) -> mean(crossEntropy(labels, tape.constant(x).mult(theta[0])), Each.MATRIX),
                Data.uniform(4, d, c, 0.1));
    }

    /** Log-likelihood of n points under a Gaussian in d dimensions, of its mean and its Cholesky factor or covariance. */
    private static Workload gaussian(int n, int d, boolean byCovariance) {
        DMatrixRMaj x = Data.uniform(5, n, d);
        DMatrixRMaj mu = Data.uniform(6, 1, d, 0.1);
        DMatrixRMaj l = Data.uniform(7, d, d, 0.3 / Math.sqrt(d));
        DMatrixRMaj diagonal = Data.uniform(8, 1, d, 0.1);
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                l.set(i, j, i == j ? 1 + diagonal.data[i] : 0);
            }
        }
        DMatrixRMaj sigma = new DMatrixRMaj(d, d);
        CommonOps_DDRM.multTransB(l, l, sigma);
        return byCovariance
                ? new Workload(
                        "W3-cov",
                        n + "x" + d,
                        (tape, v) -> Gaussians.logLikelihoodByCovariance(tape.constant(x), v[0], v[1]),
                        mu,
                        sigma)
                : new Workload(
                        "W3-chol",
                        n + "x" + d,
                        (tape, v) -> Gaussians.logLikelihoodByCholesky(tape.constant(x), v[0], v[1]),
                        mu,
                        l);
    }

    /** The probability exp(-(i-j)²) / (exp(-(i-j)²) + exp(-(i-k)²)) of three numbers. */
    private static Workload threeNumbers() {
        return new Workload(
                "W5-scalar",
                3,
                (tape, v) -> {
                    Var a = exp(square(v[0].minus(v[1])).negate());
                    Var b = exp(square(v[0].minus(v[2])).negate());
                    return a.elementDiv(a.plus(b));
                },
                number(0.3),
                number(-0.2),
                number(0.7));
    }

    private static DMatrixRMaj number(double value) {
        DMatrixRMaj m = new DMatrixRMaj(1, 1);
        m.data[0] = value;
        return m;
    }

    /** KL of the softmax of ten logits to ten fixed probabilities. */
    static Workload tenLogits() {
        DMatrixRMaj logP = Data.uniform(14, 10, 1);
        double sum = 0;
        for (double v : logP.data) {
            sum += Math.exp(v);
        }
        CommonOps_DDRM.add(logP, -Math.log(sum));
        return new Workload(
                "W5-kl10",
                10,
                (tape, theta) -> {
                    Var logQ = logSoftmax(theta[0]);
                    return exp(logQ).dot(logQ.minus(tape.constant(logP)));
                },
                Data.uniform(13, 10, 1));
    }

    /** Mean cross-entropy of a batch through a network 784-256-64-10 with rectified layers. */
    private static Workload network(int batch) {
        int[] sizes = {784, 256, 64, 10};
        DMatrixRMaj x = Data.uniform(20, batch, 784);
        int[] labels = Data.labels(batch, 10);
        DMatrixRMaj[] parameters = new DMatrixRMaj[6];
        for (int l = 0; l < 3; l++) {
            parameters[l] = Data.uniform(21 + l, sizes[l], sizes[l + 1], 1 / Math.sqrt(sizes[l]));
            parameters[3 + l] = Data.uniform(25 + l, 1, sizes[l + 1], 0.1);
        }
        return new Workload(
                "W6",
                batch,
                (tape, v) -> {
                    Var h = tape.constant(x);
                    for (int l = 0; l < 3; l++) {
                        Var z = h.mult(v[l]).plus(v[3 + l]);
                        h = l < 2 ? relu(z) : z;
                    }
                    return mean(crossEntropy(labels, h), Each.MATRIX);
                },
                parameters);
    }
}
