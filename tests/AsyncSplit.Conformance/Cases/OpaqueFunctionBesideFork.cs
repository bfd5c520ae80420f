using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Local functions and lambdas that run, or fail, behind an opaque await of their own, in a handler that starts calls elsewhere.
[Case]
public partial class OpaqueFunctionBesideFork(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        async Task<int> Late(int by)
        {
            await FailAtZero(n);
            return n + by;
        }

        Task<int> Passed(int by) => Late(by + 10);

        Func<int, Task<int>> made = async by =>
        {
            await FailAtZero(n - 1);
            return by;
        };

        var text = $"<{n}-{await made(5)}-{await Passed(2)}-{await Late(1),4}>";
        var running = Late(20);
        var started = probe.Add(n, 3);
        return $"{text} {await started} {await running}";
    }

    private static async Task FailAtZero(int n)
    {
        await Task.Yield();
        if (n == 0)
        {
            throw new TimeoutException("late");
        }
    }
}
