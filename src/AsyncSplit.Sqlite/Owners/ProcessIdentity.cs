using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AsyncSplit.Sqlite.Owners;

/// <summary>One run of one process. The start tells it from a later process that got the same number.</summary>
/// <param name="Machine">The name of the machine or container.</param>
/// <param name="Pid">The process's number there.</param>
/// <param name="Started">When it was started, in the system's own words: compared for equality only.</param>
internal sealed record ProcessIdentity(string Machine, int Pid, string Started)
{
    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = new(
        Environment.MachineName,
        Environment.ProcessId,
        TryReadStart(Environment.ProcessId, out var started) && started is not null ? started : "unknown");

    /// <summary>Whether the process has certainly ended. Of another machine's processes, and of those that the system does not show, nobody can tell.</summary>
    public bool HasEnded()
    {
        if (!string.Equals(Machine, Environment.MachineName, StringComparison.Ordinal))
        {
            return false;
        }

        return !TryReadStart(Pid, out var started) || (started is not null && Started != "unknown" && started != Started);
    }

    /// <returns>False when there is no such process. <paramref name="started"/> is null when the system does not tell.</returns>
    private static bool TryReadStart(int pid, out string? started) =>
        OperatingSystem.IsLinux() ? TryReadLinuxStart(pid, out started) : TryReadProcessStart(pid, out started);

    private static bool TryReadLinuxStart(int pid, out string? started)
    {
        started = null;
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone, or hidden from this user: only the second is found by its number.
            return Exists(pid);
        }

        // The name in parentheses may hold anything. Behind it: the state, and as the twentieth field the start, in ticks since the system was started.
        // Unlike a time of day it does not move when the clock is set.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 20)
        {
            return true;
        }

        started = $"{ReadBootId()}/{fields[19]}";
        return fields[0] is not ("Z" or "X");
    }

    private static string ReadBootId()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static bool TryReadProcessStart(int pid, out string? started)
    {
        started = null;
        try
        {
            using var process = Process.GetProcessById(pid);
            started = process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Exception exception) when (exception is Win32Exception or NotSupportedException)
        {
            // It is there, and belongs to someone else.
            return true;
        }
    }

    private static bool Exists(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
