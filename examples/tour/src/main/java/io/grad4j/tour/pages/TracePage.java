package io.grad4j.tour.pages;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.softplus;
import static io.grad4j.autodiff.ops.Elementwise.tanh;
import static io.grad4j.tour.points.Columns.column;
import static io.grad4j.tour.points.Columns.row;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.trace.Trace;
import io.grad4j.kl.divergences.Gaussian;
import io.grad4j.tour.notes.SoftmaxQClaims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/** A computation worth watching, and the page of its trace. */
public enum TracePage {
    /** q of note 000 at i = 0.3 among the points -0.2 and 0.7. */
    SOFTMAX_Q("softmax-q", "Softmax-q of note 000", SoftmaxQClaims::traceOfSoftmaxQ),
    /** log Σ exp z, by its steps, moved by the largest entry so that nothing overflows. */
    LOG_SUM_EXP("log-sum-exp", "Log-sum-exp, step by step", TracePage::logSumExp),
    /** The loss of a network with two layers on the four points of exclusive or. */
    NETWORK("two-layer-network", "One gradient of a two-layer network", TracePage::network),
    /** The divergence between two Gaussians with diagonal covariances. */
    GAUSSIAN_KL("gaussian-kl", "KL divergence of two Gaussians", TracePage::gaussianKl);

    private final String file;
    private final String title;
    private final Supplier<Trace> trace;

    TracePage(String file, String title, Supplier<Trace> trace) {
        this.file = file;
        this.title = title;
        this.trace = trace;
    }

    /** The computation's trace. */
    Trace trace() {
        return trace.get();
    }

    /** Writes every page into {@code folder}, which is made if it is missing, and gives the files. */
    public static List<Path> writeAll(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (TracePage page : values()) {
            Path file = folder.resolve(page.file + ".html");
            Files.writeString(file, page.trace().html(page.title));
            files.add(file);
        }
        return files;
    }

    private static Trace logSumExp() {
        try (Tape tape = new Tape()) {
            Var z = tape.variable("z", column(1, 2, 0.5));
            Var largest = tape.constant("max", column(2));
            Var sum = tape.scope(
                    "sum of exponentials", () -> exp(z.minus(largest)).sum());
            return Trace.of(tape, log(sum).plus(largest));
        }
    }

    private static Trace network() {
        try (Tape tape = new Tape()) {
            Var x = tape.constant("X", new DMatrixRMaj(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
            Var t = tape.constant("t", column(0, 1, 1, 0));
            Var w1 = tape.variable("W1", new DMatrixRMaj(new double[][] {{1.2, -0.7}, {-0.9, 1.1}}));
            Var b1 = tape.variable("b1", row(-0.2, 0.1));
            Var w2 = tape.variable("W2", column(0.8, 1.3));
            Var b2 = tape.variable("b2", row(-0.4));
            Var h = tape.scope("layer 1", () -> tanh(x.mult(w1).plus(b1)));
            Var score = tape.scope("layer 2", () -> h.mult(w2).plus(b2));
            Var loss = tape.scope(
                    "cross-entropy",
                    () -> softplus(score).minus(t.elementMult(score)).sum().scale(0.25));
            return Trace.of(tape, loss);
        }
    }

    private static Trace gaussianKl() {
        try (Tape tape = new Tape()) {
            Var muP = tape.variable("μp", row(0.3, -0.5));
            Var sigmaP = tape.variable("σp", row(0.8, 1.5));
            Var muQ = tape.variable("μq", row(0, 0.2));
            Var sigmaQ = tape.variable("σq", row(1, 1.2));
            return Trace.of(tape, Gaussian.kl(muP, sigmaP, muQ, sigmaQ));
        }
    }
}
