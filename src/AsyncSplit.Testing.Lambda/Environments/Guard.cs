using System.Diagnostics;
using System.Globalization;

namespace AsyncSplit.Testing.Lambda.Environments;

/// <summary>Kills the processes of functions when this process has ended, however it did: one that is frozen would never notice.</summary>
internal sealed class Guard : IDisposable
{
    // Keeps the groups that are announced; at the end of its input it kills those that are left. A process that has only just been started leads no group yet.
    private const string Script = """
        groups=
        while read -r sign group; do
            left=
            for other in $groups; do
                [ "$other" = "$group" ] || left="$left $other"
            done
            [ "$sign" = + ] && left="$left $group"
            groups=$left
        done
        for group in $groups; do
            kill -s KILL -- "-$group" || kill -s KILL "$group"
        done
        """;

    private readonly Lock _lock = new();
    private readonly Process _process;

    // In a session of its own, so that what ends this process from a terminal does not end the guard first.
    public Guard() => _process = Process.Start(new ProcessStartInfo(ProcessGroup.Setsid, ["/bin/sh", "-c", Script]) { RedirectStandardInput = true })!;

    public void Add(int group) => Write('+', group);

    public void Remove(int group) => Write('-', group);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Write(char sign, int group)
    {
        lock (_lock)
        {
            _process.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{sign} {group}\n"));
            _process.StandardInput.Flush();
        }
    }
}
