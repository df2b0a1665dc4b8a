package io.grad4j.tour.pictures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of curves or of points in a plane. */
public final class Plot implements Picture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;
    private static final int ZOOM = 2;

    /** What the axis across extends beyond the data, as a share of their range. */
    private static final double MARGIN = 0.02;

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    /** Ten colours that differ in hue and lightness (Tableau 10). */
    private static final List<Color> COLOURS = List.of(
            new Color(0x4e79a7),
            new Color(0xe15759),
            new Color(0x59a14f),
            new Color(0xf28e2b),
            new Color(0xb07aa1),
            new Color(0x76b7b2),
            new Color(0xedc948),
            new Color(0xff9da7),
            new Color(0x9c755f),
            new Color(0x79706e));

    private final String name;
    private final String caption;
    private final String alternative;
    private final XYChart chart;
    private @Nullable XYSeries last;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    private Plot(String name, String caption, String alternative, String xTitle, String yTitle) {
        this.name = name;
        this.caption = caption;
        this.alternative = alternative;
        this.chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        style();
    }

    private void style() {
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setLegendBorderColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartTitleVisible(false)
                .setLegendVisible(false)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendFont(FONT);
        chart.getStyler()
                .setAxisTitleFont(FONT)
                .setAxisTickLabelsFont(FONT)
                .setPlotGridLinesColor(new Color(0xdddddd))
                .setXAxisTickMarkSpacingHint(90)
                .setXAxisDecimalPattern("0.##")
                .setYAxisDecimalPattern("0.####")
                .setMarkerSize(5);
    }

    /** An empty chart; the alternative text is to tell what its lines show. */
    public static Plot of(String name, String caption, String alternative, String xTitle, String yTitle) {
        return new Plot(name, caption, alternative, xTitle, yTitle);
    }

    /** With a curve through points; nothing if there are none. */
    public Plot curve(String label, double[] x, double[] y) {
        return line(label, x, y, new BasicStroke(2));
    }

    /** With a dashed curve through points; nothing if there are none. Dashes show where points are far apart. */
    public Plot dashed(String label, double[] x, double[] y) {
        return line(
                label,
                x,
                y,
                new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {7, 5}, 0));
    }

    /** With thin lines under one label; nothing if there are none. */
    public Plot lines(String label, List<Contours.Line> lines) {
        // A value that is not a number ends a stroke, so that all lines are one series.
        double[] x = joined(lines, Contours.Point::x);
        double[] y = joined(lines, Contours.Point::y);
        return line(label, x, y, new BasicStroke(1));
    }

    private static double[] joined(List<Contours.Line> lines, ToDoubleFunction<Contours.Point> coordinate) {
        return lines.stream()
                .flatMapToDouble(line -> DoubleStream.concat(
                        line.points().stream().mapToDouble(coordinate), DoubleStream.of(Double.NaN)))
                .toArray();
    }

    /** With a logarithmic scale upwards. */
    public Plot logarithmic() {
        chart.getStyler().setYAxisLogarithmic(true).setYAxisDecimalPattern("0.######");
        return this;
    }

    private Plot line(String label, double[] x, double[] y, BasicStroke stroke) {
        if (x.length == 0) {
            return this;
        }
        XYSeries series = added(label, x, y);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(stroke);
        return this;
    }

    /** With points; nothing if there are none. */
    public Plot points(String label, double[] x, double[] y) {
        if (x.length > 0) {
            XYSeries series = added(label, x, y);
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            series.setMarker(SeriesMarkers.CIRCLE);
        }
        return this;
    }

    private XYSeries added(String label, double[] x, double[] y) {
        XYSeries series = chart.addSeries(label, x, y);
        showLegend();
        colour(series, chart.getSeriesMap().size() - 1);
        last = series;
        for (double value : x) {
            // Neither is so for what is not a number, the gap between lines.
            least = value < least ? value : least;
            greatest = value > greatest ? value : greatest;
        }
        // Between bounds of its own the chart puts its marks at round numbers, otherwise at every so many data.
        if (least < greatest) {
            double margin = MARGIN * (greatest - least);
            chart.getStyler().setXAxisMin(least - margin).setXAxisMax(greatest + margin);
        }
        return series;
    }

    private static void colour(XYSeries series, int number) {
        Color colour = COLOURS.get(number % COLOURS.size());
        series.setLineColor(colour);
        series.setMarkerColor(colour);
    }

    /** With the last curve or points in colour number {@code number}, counted from 0; otherwise each takes the next. */
    public Plot coloured(int number) {
        if (last != null) {
            colour(last, number);
        }
        return this;
    }

    /** With the last curve or points not in the legend, which is one line and has room for half a dozen short labels. */
    public Plot unlisted() {
        if (last != null) {
            last.setShowInLegend(false);
            showLegend();
        }
        return this;
    }

    /** A legend serves where there is more than one. */
    private void showLegend() {
        long listed = chart.getSeriesMap().values().stream()
                .filter(XYSeries::isShowInLegend)
                .count();
        chart.getStyler().setLegendVisible(listed > 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String caption() {
        return caption;
    }

    @Override
    public String alternative() {
        return alternative;
    }

    @Override
    public String svg() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Java's name of the font is none that a browser knows.
        return bytes.toString(StandardCharsets.UTF_8).replace("\"SansSerif\"", "sans-serif");
    }

    /** At twice the size, for screens whose pixels are small. */
    @Override
    public byte[] png() {
        BufferedImage image = new BufferedImage(ZOOM * WIDTH, ZOOM * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(ZOOM, ZOOM);
            chart.paint(graphics, WIDTH, HEIGHT);
        } finally {
            graphics.dispose();
        }
        return Bitmaps.png(image);
    }
}
