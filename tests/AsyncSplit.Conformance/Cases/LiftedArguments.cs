using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Optional, named and params arguments of lifted functions, and arguments whose evaluation changes what is captured.
[Case]
public partial class LiftedArguments(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var x = n;
        var log = await Order(x++);
        log += await Order(x += await probe.Add(x, 1));
        log += await Order(Bump());
        log += await Optional() + await Optional(5) + await Optional(b: "named") + await Optional(b: await probe.Echo("second"), a: x++);
        log += await Many("none") + await Many("one", 1) + await Many("more", 1, x++, await probe.Add(2, x)) + await Many("array", [7, 8]);
        log += await Null(null) + await Null("x");
        return log;

        int Bump()
        {
            journal.Log("bump");
            return x *= 2;
        }

        async Task<string> Order(int given) => await probe.Echo($"{given}:{x} ");

        async Task<string> Optional(int a = 3, string b = "default") => await probe.Echo($"{a}{b}{x} ");

        async Task<string> Many(string name, params int[] values)
        {
            await probe.Note($"{name} {values.Length}");
            return $"{name}={string.Join("+", values)}@{x} ";
        }

        async Task<string> Null(string? value) => await probe.Maybe(value) ?? "null";
    }
}
