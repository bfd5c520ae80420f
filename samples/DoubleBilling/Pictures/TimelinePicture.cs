using System.Globalization;
using DoubleBilling.Measuring;

namespace DoubleBilling.Pictures;

/// <summary>Who is billed when: a panel for each way, a lane for each service, on one axis of time.</summary>
internal static class TimelinePicture
{
    private const double Width = 860;
    private const double Left = 120;
    private const double Right = 150;
    private const double LaneHeight = 30;
    private const double BarHeight = 18;
    private const double PanelHead = 62;
    private const double AxisHeight = 34;
    private const double LegendHeight = 40;

    public static void Save(string file, IReadOnlyList<(string Title, Measurement Run)> panels)
    {
        var lanes = panels.Select(static panel => LanesOf(panel.Run)).ToList();
        var height = panels.Select((_, index) => PanelHead + ((lanes[index].Count + 1) * LaneHeight)).Sum() + AxisHeight + LegendHeight;
        var svg = new Svg(Width, height, "Who is billed when");
        var end = panels.Max(static panel => panel.Run.End.TotalSeconds);
        var scale = (Width - Left - Right) / end;
        var top = 0.0;
        for (var index = 0; index < panels.Count; index++)
        {
            var (title, run) = panels[index];
            var bottom = top + PanelHead + ((lanes[index].Count + 1) * LaneHeight);
            DrawGrid(svg, top + PanelHead - 5, bottom, end, scale);
            svg.Text(16, top + 26, title, "title");
            svg.Text(16, top + 44, Invariant($"{run.BilledMilliseconds / 1000.0:0.00} s billed for {run.ActiveMilliseconds / 1000:0.00} s of work: {run.BilledOverActive:0.00} to 1"), "soft");
            DrawLanes(svg, top + PanelHead, run, lanes[index], scale);
            top = bottom;
        }

        DrawAxis(svg, top, end, scale);
        DrawLegend(svg, top + AxisHeight);
        svg.Save(file);
    }

    private static List<string> LanesOf(Measurement run) => [.. run.Billed.OrderBy(static interval => interval.From).Select(static interval => interval.Service).Distinct()];

    private static void DrawLanes(Svg svg, double top, Measurement run, List<string> lanes, double scale)
    {
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            var y = top + (lane * LaneHeight);
            svg.Text(Left - 10, y + BarHeight - 4, lanes[lane], anchor: "end");
            var billed = run.Billed.Where(interval => interval.Service == lanes[lane]).ToList();
            DrawBars(svg, billed, y, scale, "wait");
            DrawBars(svg, run.Active.Where(interval => interval.Service == lanes[lane]), y, scale, "work");
            svg.Text(Width - Right + 10, y + BarHeight - 4, Invariant($"{billed.Sum(static interval => interval.Duration.TotalMilliseconds):#,0} ms billed"), "soft");
        }

        var jobTop = top + (lanes.Count * LaneHeight);
        svg.Text(Left - 10, jobTop + BarHeight - 4, "external job", "soft", "end");
        DrawBars(svg, [run.Job], jobTop, scale, "job");
        svg.Text(Width - Right + 10, jobTop + BarHeight - 4, "not on Lambda", "soft");
    }

    private static void DrawBars(Svg svg, IEnumerable<Interval> intervals, double y, double scale, string style)
    {
        foreach (var interval in intervals)
        {
            // A step of a few milliseconds is to be seen as well.
            svg.Rectangle(Left + (interval.From.TotalSeconds * scale), y, Math.Max(interval.Duration.TotalSeconds * scale, 1.5), BarHeight, style);
        }
    }

    private static void DrawGrid(Svg svg, double top, double bottom, double end, double scale)
    {
        for (var second = 0; second <= end; second++)
        {
            svg.Line(Left + (second * scale), top, Left + (second * scale), bottom, "grid");
        }
    }

    private static void DrawAxis(Svg svg, double top, double end, double scale)
    {
        svg.Line(Left, top, Width - Right, top, "grid");
        for (var second = 0; second <= end; second++)
        {
            svg.Text(Left + (second * scale), top + 18, Invariant($"{second} s"), "soft", "middle");
        }
    }

    private static void DrawLegend(Svg svg, double top)
    {
        var x = Left;
        foreach (var (style, text, width) in new[] { ("work", "billed, and at work", 180.0), ("wait", "billed, and not at work", 200.0), ("job", "the job that is waited for", 0.0) })
        {
            svg.Rectangle(x, top + 4, 22, 13, style);
            svg.Text(x + 30, top + 15, text);
            x += width;
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
