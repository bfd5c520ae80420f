using System.Collections.Concurrent;
using System.Globalization;
using AsyncSplit.Testing.Lambda;
using DoubleBilling.Functions.Shop;

namespace DoubleBilling.Measuring;

/// <summary>Collects what the services write down of their work.</summary>
internal sealed class WorkLog
{
    private readonly ConcurrentQueue<(string Service, DateTimeOffset From, TimeSpan Duration)> _pieces = [];

    public void Add(LambdaLogLine line)
    {
        if (line.Text.Split(' ') is [Work.Mark, var service, var from, var duration])
        {
            _pieces.Enqueue((service, new DateTimeOffset(Number(from), TimeSpan.Zero), new TimeSpan(Number(duration))));
        }
    }

    public void Clear() => _pieces.Clear();

    public List<Interval> ToIntervals(DateTimeOffset start) =>
        [.. _pieces.OrderBy(static piece => piece.From).Select(piece => new Interval(piece.Service, piece.From - start, piece.From - start + piece.Duration))];

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
