using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace AsyncSplit.Tests.Shared;

/// <summary>A fact that needs Python 3, and says so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    private static readonly bool s_isThere = IsThere();

    public PythonFactAttribute()
    {
        if (!s_isThere)
        {
            Skip = "There is no python3 on this machine.";
        }
    }

    private static bool IsThere()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", "--version") { RedirectStandardOutput = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
