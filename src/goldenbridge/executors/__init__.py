"""Who does the work: this process, several processes of this machine, or a cluster.

All of them map one function over descriptions of chunks and give the results in order, so that an
answer is the same to the last bit whoever worked it out.
"""

from goldenbridge.executors.dask import Cluster
from goldenbridge.executors.executor import Executor
from goldenbridge.executors.processes import Processes
from goldenbridge.executors.serial import SERIAL, Serial

__all__ = ["SERIAL", "Cluster", "Executor", "Processes", "Serial"]
