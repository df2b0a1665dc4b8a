package io.grad4j.autodiff.kernels;

/** Arrays of a thread for what a kernel packs or transposes; they grow to the largest asked for and are kept. */
final class Workspace {
    private static final ThreadLocal<Workspace> OF_THREAD = ThreadLocal.withInitial(Workspace::new);

    private double[] first = {};
    private double[] second = {};
    private double[] third = {};
    private final double[][] turned = {{}, {}, {}};

    private Workspace() {}

    static Workspace ofThread() {
        return OF_THREAD.get();
    }

    /** An array of at least {@code size} entries that hold anything, the same one at each call. */
    double[] first(int size) {
        if (first.length < size) {
            first = new double[size];
        }
        return first;
    }

    /** Another such array. */
    double[] second(int size) {
        if (second.length < size) {
            second = new double[size];
        }
        return second;
    }

    /** A third one, which the matrix products leave alone. */
    double[] third(int size) {
        if (third.length < size) {
            third = new double[size];
        }
        return third;
    }

    /** Number {@code which} of three that hold columns as rows. */
    double[] turned(int which, int size) {
        if (turned[which].length < size) {
            turned[which] = new double[size];
        }
        return turned[which];
    }
}
