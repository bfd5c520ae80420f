using System.Globalization;
using DoubleBilling.Measuring;

namespace DoubleBilling.Pictures;

/// <summary>What is billed for a run, by how deep the services are nested.</summary>
internal static class DepthPicture
{
    private const double Width = 860;
    private const double Height = 420;
    private const double Left = 64;
    private const double Right = 196;
    private const double Top = 66;
    private const double Bottom = 56;

    public static void Save(string file, TimeSpan job, IReadOnlyList<DepthRun> runs)
    {
        var svg = new Svg(Width, Height, "Billed time by depth of nesting");
        svg.Text(16, 26, "What one run is billed, by depth of nesting", "title");
        svg.Text(16, 44, Invariant($"Each level works, calls the next one, and works again; the last one has a job done that takes {job.TotalSeconds:0.#} s. Without cold starts."), "soft");
        var step = StepOf(runs.Max(static run => run.Synchronous.BilledMilliseconds) / 1000.0);
        var most = Math.Ceiling(runs.Max(static run => run.Synchronous.BilledMilliseconds) / 1000.0 / step) * step;
        double X(int depth) => Left + ((depth - runs[0].Depth) * (Width - Left - Right) / Math.Max(1, runs[^1].Depth - runs[0].Depth));
        double Y(double seconds) => Height - Bottom - (seconds * (Height - Top - Bottom) / most);
        for (var seconds = 0.0; seconds <= most; seconds += step)
        {
            svg.Line(Left, Y(seconds), Width - Right, Y(seconds), "grid");
            svg.Text(Left - 8, Y(seconds) + 4, Invariant($"{seconds:0.#} s"), "soft", "end");
        }

        foreach (var run in runs)
        {
            svg.Text(X(run.Depth), Height - Bottom + 20, Invariant($"{run.Depth}"), "soft", "middle");
        }

        svg.Text((Left + Width - Right) / 2, Height - 12, "services, one below the other", "soft", "middle");
        var synchronous = runs.Select(run => (X(run.Depth), Y(run.Synchronous.BilledMilliseconds / 1000.0))).ToList();
        var split = runs.Select(run => (X(run.Depth), Y(run.Split.BilledMilliseconds / 1000.0))).ToList();
        Draw(svg, synchronous, "line wait-line", "wait-dot");
        Draw(svg, split, "line work-line", "work");
        Label(svg, synchronous[^1], "(a) synchronous", runs[^1].Synchronous, "wait-text");
        Label(svg, split[^1], "(b) split", runs[^1].Split, "work-text");
        svg.Save(file);
    }

    private static void Draw(Svg svg, List<(double X, double Y)> points, string line, string dot)
    {
        svg.Path(points, line);
        foreach (var (x, y) in points)
        {
            svg.Dot(x, y, 4, dot);
        }
    }

    private static void Label(Svg svg, (double X, double Y) at, string name, Measurement run, string style)
    {
        svg.Text(at.X + 12, at.Y - 2, name, style);
        svg.Text(at.X + 12, at.Y + 15, Invariant($"{run.BilledMilliseconds / 1000.0:0.00} s for {run.ActiveMilliseconds / 1000:0.00} s of work"), "soft");
    }

    // About five lines, at round numbers.
    private static double StepOf(double most)
    {
        var rough = most / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return new[] { 1, 2, 5, 10 }.First(factor => factor * power >= rough) * power;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
