using System.Globalization;

namespace AsyncSplit.Serialization;

public static partial class Codecs
{
    private const string LocalSuffix = " local";
    private const string DaylightSuffix = " local daylight";

    /// <summary>ISO 8601 with all ticks: <c>Z</c> for UTC, nothing for unspecified, and <c>" local"</c> for local time, which has no offset that would mean the same elsewhere; of the hour that comes twice in autumn, <c>" local daylight"</c> is the first.</summary>
    public static Codec<DateTime> DateTime { get; } = new TextCodec<DateTime>(Format, TryParse);

    public static Codec<DateTimeOffset> DateTimeOffset { get; } = new TextCodec<DateTimeOffset>(
        value => value.ToString("O", CultureInfo.InvariantCulture),
        (string text, out DateTimeOffset value) => System.DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value));

    public static Codec<DateOnly> DateOnly { get; } = new TextCodec<DateOnly>(
        value => value.ToString("O", CultureInfo.InvariantCulture),
        (string text, out DateOnly value) => System.DateOnly.TryParse(text, CultureInfo.InvariantCulture, out value));

    public static Codec<TimeOnly> TimeOnly { get; } = new TextCodec<TimeOnly>(
        value => value.ToString("O", CultureInfo.InvariantCulture),
        (string text, out TimeOnly value) => System.TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out value));

    public static Codec<TimeSpan> TimeSpan { get; } = new TextCodec<TimeSpan>(
        value => value.ToString("c", CultureInfo.InvariantCulture),
        (string text, out TimeSpan value) => System.TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value));

    public static Codec<Index> Index { get; } = new TextCodec<Index>(value => value.ToString(), TryParse);

    public static Codec<Range> Range { get; } = new TextCodec<Range>(value => value.ToString(), TryParse);

    private static string Format(DateTime value) => value.Kind == DateTimeKind.Local
        ? System.DateTime.SpecifyKind(value, DateTimeKind.Unspecified).ToString("O", CultureInfo.InvariantCulture) + (IsFirstOfTwo(value) ? DaylightSuffix : LocalSuffix)
        : value.ToString("O", CultureInfo.InvariantCulture);

    private static bool IsFirstOfTwo(DateTime value) => TimeZoneInfo.Local.IsAmbiguousTime(value) && TimeZoneInfo.Local.IsDaylightSavingTime(value);

    private static bool TryParse(string text, out DateTime value)
    {
        var suffix = text.EndsWith(DaylightSuffix, StringComparison.Ordinal) ? DaylightSuffix : text.EndsWith(LocalSuffix, StringComparison.Ordinal) ? LocalSuffix : "";
        var parsed = System.DateTime.TryParse(text.AsSpan(0, text.Length - suffix.Length), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out value);
        if (suffix.Length == 0)
        {
            return parsed;
        }

        // Which of the two hours it is, a local time gets to know only where it is made of universal time.
        value = suffix == DaylightSuffix && TimeZoneInfo.Local.IsAmbiguousTime(value)
            ? System.DateTime.SpecifyKind(value - TimeZoneInfo.Local.GetAmbiguousTimeOffsets(value).Max(), DateTimeKind.Utc).ToLocalTime()
            : System.DateTime.SpecifyKind(value, DateTimeKind.Local);
        return parsed;
    }

    private static bool TryParse(string text, out Index value)
    {
        var fromEnd = text.StartsWith('^');
        var parsed = int.TryParse(text.AsSpan(fromEnd ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        value = new Index(number, fromEnd);
        return parsed;
    }

    private static bool TryParse(string text, out Range value)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        value = default;
        if (dots < 0 || !TryParse(text[..dots], out Index start) || !TryParse(text[(dots + 2)..], out Index end))
        {
            return false;
        }

        value = new Range(start, end);
        return true;
    }
}
