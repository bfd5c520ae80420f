using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace DoubleBilling.Functions.Shop;

/// <summary>What a service really does: it computes, and writes down from when to when.</summary>
public static class Work
{
    /// <summary>How a line of the log begins that says so: then the service, the beginning and the duration, both in ticks.</summary>
    public const string Mark = "active";

    public static void Do(string service, int rounds)
    {
        var (begin, started) = (DateTime.UtcNow, Stopwatch.GetTimestamp());
        Compute(rounds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Mark} {service} {begin.Ticks} {Stopwatch.GetElapsedTime(started).Ticks}"));
    }

    /// <summary>How many rounds take about that long on this machine.</summary>
    public static int RoundsFor(TimeSpan time)
    {
        const int Trial = 200_000;
        Compute(Trial);
        var started = Stopwatch.GetTimestamp();
        Compute(Trial);
        return (int)(Trial * (time / Stopwatch.GetElapsedTime(started)));
    }

    private static void Compute(int rounds) => Rfc2898DeriveBytes.Pbkdf2("order"u8, "pepper and salt"u8, rounds, HashAlgorithmName.SHA256, 32);
}
