using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Switch expressions with awaits in arms: tuples, properties, lists, relational patterns, when, throw, no match.
[Case]
public partial class SwitchExpressionArms(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5], [6], [7], [8]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var numbers = await probe.Range(1, n);
        var text = numbers switch
        {
            [] => await probe.Echo("empty"),
            [var one] => await probe.Echo($"one {one}"),
            [1, .. var rest, 4] when rest.Length == 2 => string.Join("-", rest) + await probe.Echo("four"),
            { Length: > 4 and < 6 or 7 } => "odd" + await probe.Add(numbers.Length, 0),
            [_, _] => throw new InvalidOperationException(await probe.Echo("two")),
            { Length: 6 } when Log("six") => throw new InvalidOperationException("six"),
            { Length: var l } when l == 3 => (await probe.Echo("three")) switch { "three" => "nested" + await probe.Echo("n"), _ => "no" },
        };
        return text + ((n, text.Length) switch
        {
            (1, _) => 1,
            (_, > 5) => await probe.Add(1, 2),
            _ => await probe.Add(3, 4)
        });
    }

    private bool Log(string x)
    {
        journal.Log(x);
        return true;
    }
}
