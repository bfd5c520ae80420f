using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AsyncSplit.Runtime;

/// <summary>How often, and after which pauses, a call that throws is made again: what a <see cref="RetryAttribute"/> says.</summary>
/// <param name="MaxAttempts">How often it is made at most, the first time included.</param>
/// <param name="Delay">The pause before the second time.</param>
/// <param name="BackoffFactor">By what the pause is multiplied for each further time.</param>
/// <param name="MaxDelay">The longest pause; null for none.</param>
/// <param name="Jitter">The part of the pause by which it may be longer or shorter.</param>
public sealed record RetryPolicy(int MaxAttempts, TimeSpan Delay, double BackoffFactor, TimeSpan? MaxDelay, double Jitter)
{
    /// <summary>The policy that an attribute describes.</summary>
    /// <param name="name">What it stands on, for the message.</param>
    /// <param name="retry">The attribute.</param>
    /// <exception cref="ArgumentException">The attribute says something that cannot be.</exception>
    public static RetryPolicy Of(string name, RetryAttribute retry)
    {
        var policy = new RetryPolicy(
            retry.MaxAttempts,
            DurationOf(name, nameof(retry.Delay), retry.Delay),
            retry.BackoffFactor,
            retry.MaxDelay is null ? null : DurationOf(name, nameof(retry.MaxDelay), retry.MaxDelay),
            retry.Jitter);
        Require(retry.MaxAttempts >= 1, name, $"MaxAttempts is {retry.MaxAttempts}; the first call counts, so that it is at least 1.");
        Require(retry.BackoffFactor is >= 1 and <= 1000, name, $"BackoffFactor is {retry.BackoffFactor.ToString(CultureInfo.InvariantCulture)}; it is from 1 (equal pauses) to 1000.");
        Require(retry.Jitter is >= 0 and <= 1, name, $"Jitter is {retry.Jitter.ToString(CultureInfo.InvariantCulture)}; it is a part of the pause, from 0 to 1.");
        Require(policy.MaxDelay is null || policy.MaxDelay >= policy.Delay, name, $"MaxDelay is \"{retry.MaxDelay}\", shorter than Delay, \"{retry.Delay}\".");
        return policy;
    }

    /// <summary>The pause before the next call.</summary>
    /// <param name="attempt">Which attempt has failed: 1 is the first.</param>
    /// <param name="messageId">The id of the next call's envelope, from which the jitter is derived: a repeated step comes to the same.</param>
    public TimeSpan DelayAfter(int attempt, string messageId)
    {
        var longest = (MaxDelay ?? TimeSpan.FromDays(3650)).Ticks;
        var ticks = Math.Min(Delay.Ticks * Math.Pow(BackoffFactor, attempt - 1), longest);

        // What a frame says has not been checked like what an attribute says.
        return TimeSpan.FromTicks((long)Math.Clamp(ticks * (1 + (Jitter * ((2 * Fraction(messageId)) - 1))), 0, Math.Max(0, longest)));
    }

    private static double Fraction(string messageId) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(messageId))) / (double)uint.MaxValue;

    private static TimeSpan DurationOf(string name, string member, string text)
    {
        // "5" would be five days.
        Require(
            text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= TimeSpan.Zero,
            name,
            $"{member} is \"{text}\"; it is a duration in hours, minutes and seconds, such as \"00:00:02\".");
        return TimeSpan.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void Require(bool holds, string name, string problem)
    {
        if (!holds)
        {
            throw new ArgumentException($"The [Retry] of '{name}' cannot be: {problem}");
        }
    }
}
