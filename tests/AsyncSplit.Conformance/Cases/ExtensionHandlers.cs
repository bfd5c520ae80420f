using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Static handlers that are extension methods, called as such and as static methods; extensions that call contracts.
[Case]
public partial class ExtensionHandlers(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [["a"], ["bc"]];

    [Chainable]
    public async Task<string> Run(string s)
    {
        var one = await Mark(s).Doubled(times: s.Length);
        var two = await ExtensionHandlersExtensions.Doubled(one, 1);
        var three = await Mark("m").Doubled((await probe.Echo("x")).Length);
        return $"{one} {two} {three} {await s.Nothing()} {await s.Length.Plus(await probe.Add(1, 1))} {await probe.Twice(2)}";
    }

    private string Mark(string s)
    {
        journal.Log($"mark {s}");
        return s;
    }
}

public static partial class ExtensionHandlersExtensions
{
    [Chainable]
    public static async Task<string> Doubled(this string text, int times, string between = "-")
    {
        var result = text;
        for (var i = 0; i < times; i++)
        {
            await Task.Yield();
            result += between + text;
        }

        return result;
    }

    [Chainable]
    public static Task<int> Nothing(this string text) => Task.FromResult(text.Length);

    [Chainable]
    public static async ValueTask<int> Plus(this int one, int other) => await one.Plus2(other) + 1;

    [Chainable]
    private static Task<int> Plus2(this int one, int other) => Task.FromResult(one + other);

    public static async Task<int> Twice(this IProbe probe, int n) => await probe.Add(n, 1) + await probe.Add(n, 2);
}
