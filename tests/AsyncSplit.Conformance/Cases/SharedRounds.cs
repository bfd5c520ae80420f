using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Loops of every kind, nested, with many awaits that may or may not happen in a round: each rest of a round goes on with the next one.
[Case]
public partial class SharedRounds(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0, 3], [1, 3], [2, 4], [5, 4], [7, 5], [15, 6], [31, 3]];

    [Chainable]
    public async Task<string> Run(int n, int rounds)
    {
        var log = "";
        var left = rounds;
        foreach (var word in new List<string> { "a", "b", "c" })
        {
            var size = word.Length;
            if ((n & 1) != 0)
            {
                size += await probe.Add(size, left);
            }

            log += $"{word}{size}";
            if (word == "b" && (n & 2) != 0)
            {
                await probe.Note(word);
                continue;
            }

            for (int i = 0, j = rounds; i < j; i++, j--)
            {
                if ((n & 4) != 0 && i == 1)
                {
                    log += await probe.Echo("i");
                }

                left--;
                if (left < -3)
                {
                    break;
                }

                while (left > 0)
                {
                    left--;
                    if (await probe.Is(left == 2))
                    {
                        log += "!";
                        continue;
                    }

                    if ((n & 8) != 0)
                    {
                        await probe.Note($"left {left}");
                        if (left == 1)
                        {
                            break;
                        }
                    }

                    journal.Log($"{word} {i} {j} {left}");
                    log += left;
                }

                log += $"({i},{j})";
                if ((n & 16) != 0 && word == "c")
                {
                    log += await probe.Echo("out");
                    return log;
                }
            }

            var round = 0;
            do
            {
                round++;
                if (await probe.Is(round == 2 && (n & 1) == 0))
                {
                    log += "-";
                    continue;
                }

                if (round == 3)
                {
                    await probe.Note("three");
                }

                log += round;
            }
            while (round < rounds);

            switch (word)
            {
                case "a" when n > 2:
                    log += await probe.Echo("A");
                    goto case "b";
                case "b":
                    if ((n & 2) == 0)
                    {
                        await probe.Note("B");
                    }

                    log += size;
                    break;
                default:
                    if (await probe.Is(n == 5))
                    {
                        continue;
                    }

                    log += "?";
                    break;
            }

            journal.Log($"end of {word}: {log}");
        }

        return log + left;
    }
}
