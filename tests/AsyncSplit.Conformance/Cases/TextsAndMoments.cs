using System.Numerics;
using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Texts that are no text, moments of every kind, and numbers of any size, as results and arguments of calls and in what is captured.
[Case]
public partial class TextsAndMoments(IProbe probe, ITextsAndMomentsEcho echo)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        string[] texts = ["\uD800", "a\0b", "\uDC00\uD800"];
        char[] letters = ['\uDFFF', '\0', '"'];
        DateTime[] moments = [new(638_000_000_000_000_001, DateTimeKind.Local), DateTime.MaxValue, new(5, DateTimeKind.Utc)];
        var offset = new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromMinutes(-210)).AddTicks(n);
        var big = BigInteger.Pow(-7, 400) + n;
        (Int128, UInt128, nint, nuint) wide = (Int128.MinValue + n, UInt128.MaxValue, nint.MinValue, nuint.MaxValue);
        var byText = new Dictionary<string, char> { [texts[n]] = letters[n], ["$ref"] = '$' };
        var uri = new Uri(n == 0 ? "../up?q=1#x" : "HTTP://Example.org:80/a%20b", UriKind.RelativeOrAbsolute);
        TimeSpan?[] spans = [TimeSpan.MinValue, null, TimeSpan.MaxValue];
        var back = await echo.Back(texts[n], letters[n], moments[n], texts[n][0..1]);
        await probe.Note("held");
        return $"{Codes(back.Text)} {(int)back.Letter} {back.Moment.Ticks} {back.Moment.Kind} {Codes(back.Rest!)} {Codes(string.Concat(byText.Keys))} {(int)byText[texts[n]]} {offset.Ticks} {offset.Offset} {big} {wide} {uri.OriginalString} {uri.IsAbsoluteUri} {spans[n]?.Ticks}";
    }

    private static string Codes(string text) => string.Join('.', text.Select(letter => (int)letter));
}

public sealed record TextsAndMomentsAnswer(string Text, char Letter, DateTime Moment)
{
    public string? Rest { get; init; }
}

public interface ITextsAndMomentsEcho
{
    [Chainable] Task<TextsAndMomentsAnswer> Back(string text, char letter, DateTime moment, params string[] rest);
}

public partial class TextsAndMomentsEcho : ITextsAndMomentsEcho
{
    public Task<TextsAndMomentsAnswer> Back(string text, char letter, DateTime moment, params string[] rest) =>
        Task.FromResult(new TextsAndMomentsAnswer(text, letter, moment) { Rest = string.Concat(rest) });
}
