using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Labels behind which awaits lie, reached again out of a catch block, a loop and a switch; labels of the same loop in its rest and its next rounds.
[Case]
public partial class GotoRetry(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [4]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var tries = 0;
        var text = "";

    Again:
        tries++;
        try
        {
            text += await probe.Fail(tries < 3 ? "timeout" : "none", $"try {tries}");
        }
        catch (TimeoutException e)
        {
            journal.Log(e.Message);
            goto Again;
        }

        for (var i = 0; i < n; i++)
        {
            var rounds = 0;
        Round:
            rounds += await probe.Add(i, 1);
            if (rounds < 5)
            {
                if (i == 3)
                {
                    goto Out;
                }

                goto Round;
            }

            if (await probe.Is(i % 2 == 0))
            {
                goto Skip;
            }

            text += "odd";
        Skip:
            text += rounds;
        }

    Out:
        switch (await probe.Add(n, 0))
        {
            case 0:
                await probe.Note("zero");
                goto case 4;
            case 1:
                text += "one";
                break;
            case 4:
                text += await probe.Echo("four");
                if (tries++ < 5)
                {
                    goto default;
                }

                break;
            default:
                await probe.Note(text);
                text += "!";
                goto case 4;
        }

        return text + tries;
    }
}
