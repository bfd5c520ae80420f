using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Named arguments inside lifted functions: the names are parameters of what is called, and no variables that the function captures.
[Case]
public partial class LiftedNamedArguments(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var text = await Sum(n) + await Sum(second: n, first: 2);
        Func<string, Task<string>> named = async s => Join(number: await probe.Add(b: n, a: 1), last: s, first: await probe.Echo(s: s));
        return $"{text} {await named("x")} {await Nested(n)}";

        async Task<int> Sum(int first, int second = 4) => Total(others: [await probe.Add(first, second), n], second: first);

        async Task<string> Nested(int first)
        {
            var sum = await Sum(second: first, first: await probe.Add(first, 1));
            return Join(last: $"{sum}", first: "nested", number: in sum);
        }
    }

    private static int Total(int first = 7, int second = 5, params int[] others) => first + (second * 10) + (others.Sum() * 100);

    private static string Join(string first, in int number, string last) => $"{first}{number}{last}";
}
